//! `DELETE /v1/terminals/{id}`.

use actix_web::{delete, web};
use regulars_identity::{IdentityReads, revoke_terminal as revoke};
use regulars_kernel::TerminalId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::terminals::body::TerminalBody;

/// Cut a terminal off.
///
/// Its key and the pairing codes that are still open no longer hold. It stays in the list with its receipts, and a new
/// pairing code lets a device take it over again.
#[utoipa::path(tag = "Terminals", params(("id" = uuid::Uuid, Path, description = "The terminal's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f33")), responses(
    (status = 204, description = "The terminal is cut off")
))]
#[delete("/v1/terminals/{id}")]
pub async fn revoke_terminal(
    caller: Caller<access::revoke_terminal>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = TerminalId::new(id.0);
    let environment = application.environment.clone();
    let revoked = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_terminal(id).await?.ok_or_else(|| ApiError::not_found("terminal"))?;
                if_match.check(&TerminalBody::from(before))?;
                revoke(tx, &environment, id).await.map_err(ApiError::from)
            })
        })
        .await?;
    revoked.into_iter().for_each(|key| application.credentials.forget(key.value()));
    Ok(NoContent)
}
