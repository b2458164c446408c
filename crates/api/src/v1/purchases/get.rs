//! `GET /v1/purchases/{id}`.

use actix_web::{get, web};
use regulars_kernel::PurchaseId;
use regulars_purchases::{PurchaseName, PurchaseReads};

use super::body::PurchaseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a purchase.
///
/// The receipt with its lines and what of it was given back.
#[utoipa::path(tag = "Purchases", params(("id" = uuid::Uuid, Path, description = "The purchase's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")), responses(
    (status = 200, description = "The purchase", body = PurchaseBody)
))]
#[get("/v1/purchases/{id}")]
pub async fn get_purchase(
    caller: Caller<access::get_purchase>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PurchaseBody>, ApiError> {
    let name = PurchaseName::Id(PurchaseId::new(id.0));
    let purchase = application
        .database
        .read(caller.scope(), async move |tx| PurchaseReads::find(tx, &name).await)
        .await?;
    Ok(Single(purchase.ok_or_else(|| ApiError::not_found("purchase"))?.into()))
}
