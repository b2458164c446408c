//! `POST /v1/cards/{number}/block`.

use actix_web::{post, web};
use regulars_flows::block_card as block;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Number;
use crate::respond::Single;
use crate::v1::cards::body::CardBody;

/// Block a card.
///
/// A lost card does not identify its member any more, at no merchant. Blocking it again changes nothing. To hand over
/// another card, use `replace`.
#[utoipa::path(tag = "Members and cards", params(
    ("number" = String, Path, description = "The number of a card of one of the merchant's customers",
        example = "2000000000022")
), responses(
    (status = 200, description = "The card is blocked", body = CardBody),
    (status = 409, description = "The card has been replaced"),
))]
#[post("/v1/cards/{number}/block")]
pub async fn block_card(
    caller: Caller<access::block_card>,
    application: web::Data<Application>,
    number: Number,
) -> Result<Single<CardBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let card = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move { block(tx, &environment, &number.0).await.map_err(ApiError::from) })
        })
        .await?;
    Ok(Single(CardBody::new(card, scope.merchant())))
}
