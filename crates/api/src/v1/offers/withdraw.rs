//! `POST /v1/offers/{id}/withdraw`.

use actix_web::{post, web};
use regulars_companies::{find_offer_for_change, withdraw_offer as withdraw};
use regulars_kernel::OfferId;

use super::body::OfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Withdraw an offer.
///
/// Nobody can accept it any more; its page says so. It can be revised and sent anew.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c43")
), responses(
    (status = 200, description = "The offer as it is now", body = OfferBody),
    (status = 409, description = "It was not sent, or is accepted, declined or withdrawn already; `reason` is its state"),
))]
#[post("/v1/offers/{id}/withdraw")]
pub async fn withdraw_offer(
    caller: Caller<access::withdraw_offer>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<OfferBody>, ApiError> {
    let (id, environment) = (OfferId::new(id.0), caller.environment(&application));
    let showing = Showing::to(&caller, &application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_offer_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
                let offer = withdraw(tx, &environment, showing.today, before).await?;
                Ok(Single(showing.shown(tx).await?.body(offer)))
            })
        })
        .await
}
