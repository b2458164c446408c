//! `POST /v1/cards/{number}/replace`.

use actix_web::{post, web};
use regulars_flows::replace_card as replace;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Number, OnceKey, OptionalBody};
use crate::respond::{Created, Once};
use crate::v1::cards::body::{NewCardBody, ReplacedCardBody};

/// Replace a card.
///
/// The member gets another card in place of one that is lost or worn, and is this merchant's regular from then on. The
/// body can be left out: then a number is issued.
#[utoipa::path(tag = "Members and cards", params(
    ("number" = String, Path, description = "The number of a card of one of the merchant's customers",
        example = "2000000000022")
), request_body(content = Option<NewCardBody>), responses(
    (status = 201, description = "Replaced", body = ReplacedCardBody),
    (status = 409, description = "The card has been replaced already, or there is a card with the new number"),
))]
#[post("/v1/cards/{number}/replace")]
pub async fn replace_card(
    caller: Caller<access::replace_card>,
    application: web::Data<Application>,
    number: Number,
    key: OnceKey,
    body: OptionalBody<NewCardBody>,
) -> Result<Created<ReplacedCardBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let new = body.0.value.check()?;
    let facts = caller.facts().clone();
    let (scope, role) = (caller.scope(), caller.identity().role);
    let environment = caller.environment(&application);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let replaced = replace(tx, &environment, scope, &number.0, new).await?;
            let location = format!("/v1/customers/{}", replaced.customer.customer.id);
            let body = ReplacedCardBody::new(replaced, scope.merchant(), facts.currency, role);
            Created::at(location, &body)
        })
    })
    .await
}
