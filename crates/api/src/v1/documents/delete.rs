//! `DELETE /v1/documents/{id}`.

use actix_web::{delete, web};
use regulars_companies::{delete_document as delete, find_document_for_change};
use regulars_kernel::CompanyDocumentId;

use super::body::DocumentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a document of a company.
///
/// With all of its versions. The audit trail keeps what the register said of it.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c21")
), responses((status = 204, description = "The document is gone")))]
#[delete("/v1/documents/{id}")]
pub async fn delete_document(
    caller: Caller<access::delete_document>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (CompanyDocumentId::new(id.0), caller.environment(&application));
    let today = caller.facts().calendar.date_of(environment.now());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_document_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("document"))?;
                if_match.check(&DocumentBody::new(before.clone(), today))?;
                delete(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}
