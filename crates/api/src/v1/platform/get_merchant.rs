//! `GET /v1/merchants/{id}`.

use actix_web::{get, web};
use regulars_identity::MerchantStore;
use regulars_kernel::MerchantId;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::merchant::body::MerchantBody;

/// Show a merchant of the platform.
///
/// Its profile, not its customers: those an operator does not see.
#[utoipa::path(tag = "Platform", params(("id" = uuid::Uuid, Path, description = "The merchant's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b")), responses(
    (status = 200, description = "The merchant", body = MerchantBody)
))]
#[get("/v1/merchants/{id}")]
pub async fn get_merchant_of_platform(
    _caller: OperatorCaller<access::get_merchant_of_platform>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<MerchantBody>, ApiError> {
    let id = MerchantId::new(id.0);
    let merchant =
        application.database.read_platform(async move |system| system.find_merchant(id).await).await?;
    Ok(Single(merchant.ok_or_else(|| ApiError::not_found("merchant"))?.into()))
}
