//! `POST /v1/offers/{id}/revise`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_companies::{find_offer_for_change, revise_offer as revise};
use regulars_kernel::OfferId;

use super::body::OfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey};
use crate::respond::{Created, Once};

/// Revise an offer.
///
/// Begins a new version of an offer that was sent: a draft with what was offered so far, to be changed and sent. From now on nobody can
/// accept the version before it, whose page says that there is a newer one. `GET /v1/offers/{id}/versions` shows it, with
/// what was answered to it.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c44")
), responses(
    (status = 200, description = "The draft of the new version", body = OfferBody),
    (status = 409, description = "It was not sent, or it is accepted; `reason` is its state"),
))]
#[post("/v1/offers/{id}/revise")]
pub async fn revise_offer(
    caller: Caller<access::revise_offer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
) -> Result<Created<OfferBody>, ApiError> {
    let once = Once::new(key, id.0.as_bytes().to_vec());
    let (id, environment) = (OfferId::new(id.0), caller.environment(&application));
    let showing = Showing::to(&caller, &application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let before = find_offer_for_change(tx, id).await?;
            let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
            let offer = revise(tx, &environment, showing.today, before).await?;
            Created::with_status(StatusCode::OK, None, &showing.shown(tx).await?.body(offer))
        })
    })
    .await
}
