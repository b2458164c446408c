//! `GET /v1/offers/{id}`.

use actix_web::{get, web};
use regulars_companies::OfferReads;
use regulars_kernel::OfferId;

use super::body::OfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an offer.
///
/// Its newest version. `url` is the page on which the company accepts or declines it.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40")
), responses((status = 200, description = "The offer", body = OfferBody)))]
#[get("/v1/offers/{id}")]
pub async fn get_offer(
    caller: Caller<access::get_offer>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<OfferBody>, ApiError> {
    let (id, showing) = (OfferId::new(id.0), Showing::to(&caller, &application));
    application
        .database
        .read(caller.scope(), async move |tx| {
            let offer = tx.find_offer(id).await?.ok_or_else(|| ApiError::not_found("offer"))?;
            Ok(Single(showing.shown(tx).await?.body(offer)))
        })
        .await
}
