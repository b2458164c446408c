//! `DELETE /v1/offers/{id}`.

use actix_web::{delete, web};
use regulars_companies::{delete_offer as delete, find_offer_for_change};
use regulars_kernel::OfferId;

use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete an offer.
///
/// With all of its versions, and with the name of who accepted or declined it. One that the company can accept is withdrawn first. Its
/// number is given to no other one.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c45")
), responses(
    (status = 204, description = "The offer is gone"),
    (status = 409, description = "The company can accept it"),
))]
#[delete("/v1/offers/{id}")]
pub async fn delete_offer(
    caller: Caller<access::delete_offer>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (OfferId::new(id.0), caller.environment(&application));
    let showing = Showing::to(&caller, &application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_offer_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
                if_match.check(&showing.shown(tx).await?.body(before.clone()))?;
                delete(tx, &environment, showing.today, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}
