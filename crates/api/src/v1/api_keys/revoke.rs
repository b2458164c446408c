//! `DELETE /v1/api-keys/{id}`.

use actix_web::{delete, web};
use regulars_identity::{IdentityReads, revoke_api_key as revoke};
use regulars_kernel::ApiKeyId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::api_keys::body::ApiKeyBody;

/// Revoke a machine key.
///
/// The key no longer holds and stays in the list. Revoking it again changes nothing.
#[utoipa::path(tag = "API keys", params(("id" = uuid::Uuid, Path, description = "The key's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f35")), responses(
    (status = 204, description = "The key no longer holds")
))]
#[delete("/v1/api-keys/{id}")]
pub async fn revoke_api_key(
    caller: Caller<access::revoke_api_key>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = ApiKeyId::new(id.0);
    let environment = application.environment.clone();
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let grant = tx.find_api_key(id).await?.ok_or_else(|| ApiError::not_found("key"))?;
                if_match.check(&ApiKeyBody::from(grant.key.clone()))?;
                revoke(tx, &environment, &grant.key).await.map_err(ApiError::from)
            })
        })
        .await?;
    application.credentials.forget(id.value());
    Ok(NoContent)
}
