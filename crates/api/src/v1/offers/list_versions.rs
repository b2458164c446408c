//! `GET /v1/offers/{id}/versions`.

use actix_web::{get, web};
use regulars_companies::OfferReads;
use regulars_kernel::OfferId;
use serde::Serialize;
use utoipa::ToSchema;

use super::version_body::OfferVersionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// The versions of an offer that were replaced.
#[derive(Serialize, ToSchema)]
pub struct OfferVersionListBody {
    /// The versions, the newest first.
    #[schema(max_items = 50)]
    items: Vec<OfferVersionBody>,
}

/// List the earlier versions of an offer.
///
/// Those that were sent and are replaced by a newer one, the newest first; the newest of all is the offer itself.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40")
), responses((status = 200, description = "The versions", body = OfferVersionListBody)))]
#[get("/v1/offers/{id}/versions")]
pub async fn list_offer_versions(
    caller: Caller<access::list_offer_versions>,
    application: web::Data<Application>,
    id: Id,
) -> Result<web::Json<OfferVersionListBody>, ApiError> {
    let id = OfferId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            tx.company_of_offer(id).await?.ok_or_else(|| ApiError::not_found("offer"))?;
            let versions = tx.list_superseded_offers(id).await?;
            Ok(web::Json(OfferVersionListBody {
                items: versions.into_iter().map(OfferVersionBody::from).collect(),
            }))
        })
        .await
}
