//! `GET /v1/documents/{id}`.

use actix_web::{get, web};
use regulars_companies::DocumentReads;
use regulars_kernel::CompanyDocumentId;

use super::body::DocumentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a document of a company.
///
/// What the register says of it. Its files are its versions.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20")
), responses((status = 200, description = "The document", body = DocumentBody)))]
#[get("/v1/documents/{id}")]
pub async fn get_document(
    caller: Caller<access::get_document>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<DocumentBody>, ApiError> {
    let id = CompanyDocumentId::new(id.0);
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let found = application.database.read(caller.scope(), async move |tx| tx.find_document(id).await).await?;
    let document = found.ok_or_else(|| ApiError::not_found("document"))?;
    Ok(Single(DocumentBody::new(document, today)))
}
