//! `GET /v1/merchants`.

use actix_web::{get, web};
use regulars_identity::MerchantStore;
use regulars_kernel::MerchantId;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::merchant::body::MerchantBody;

/// List the merchants of the platform.
///
/// The oldest first.
#[utoipa::path(tag = "Platform", params(PageParameters), responses(
    (status = 200, description = "A page of merchants", body = List<MerchantBody>)
))]
#[get("/v1/merchants")]
pub async fn list_merchants(
    _caller: OperatorCaller<access::list_merchants>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<MerchantBody>, ApiError> {
    let page = page.0.by_id(MerchantId::new)?;
    let merchants =
        application.database.read_platform(async move |system| system.list_merchants(page).await).await?;
    Ok(List::of(merchants, MerchantBody::from, |id| id.to_string().into()))
}
