//! `GET /v1/api-keys/{id}`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::ApiKeyId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::api_keys::body::ApiKeyBody;

/// Show a machine key.
///
/// Its name, its scopes and whether it still holds. The secret was shown when the key was issued, and is not shown again.
#[utoipa::path(tag = "API keys", params(("id" = uuid::Uuid, Path, description = "The key's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f34")), responses(
    (status = 200, description = "The key", body = ApiKeyBody)
))]
#[get("/v1/api-keys/{id}")]
pub async fn get_api_key(
    caller: Caller<access::get_api_key>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ApiKeyBody>, ApiError> {
    let id = ApiKeyId::new(id.0);
    let grant = application.database.read(caller.scope(), async move |tx| tx.find_api_key(id).await).await?;
    Ok(Single(grant.ok_or_else(|| ApiError::not_found("key"))?.key.into()))
}
