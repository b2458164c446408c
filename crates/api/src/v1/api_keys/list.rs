//! `GET /v1/api-keys`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::ApiKeyId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::api_keys::body::ApiKeyBody;

/// List the merchant's machine keys.
///
/// Keys of integrators and of terminals, the oldest first; revoked and ended ones are among them. Secrets are not shown.
#[utoipa::path(tag = "API keys", params(PageParameters), responses(
    (status = 200, description = "A page of keys", body = List<ApiKeyBody>)
))]
#[get("/v1/api-keys")]
pub async fn list_api_keys(
    caller: Caller<access::list_api_keys>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ApiKeyBody>, ApiError> {
    let page = page.0.by_id(ApiKeyId::new)?;
    let keys =
        application.database.read(caller.scope(), async move |tx| tx.list_api_keys(page).await).await?;
    Ok(List::of(keys, ApiKeyBody::from, |id| id.to_string().into()))
}
