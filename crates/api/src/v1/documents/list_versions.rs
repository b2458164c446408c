//! `GET /v1/documents/{id}/versions`.

use actix_web::{get, web};
use regulars_companies::DocumentReads;
use regulars_kernel::CompanyDocumentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::DocumentVersionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// All versions of a document.
#[derive(Serialize, ToSchema)]
pub struct DocumentVersionsBody {
    /// The versions, the newest first.
    #[schema(max_items = 50)]
    items: Vec<DocumentVersionBody>,
}

/// List the versions of a document.
///
/// All of them, the newest first. The older ones can be downloaded as the newest one can.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20")
), responses((status = 200, description = "The versions", body = DocumentVersionsBody)))]
#[get("/v1/documents/{id}/versions")]
pub async fn list_document_versions(
    caller: Caller<access::list_document_versions>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<DocumentVersionsBody>, ApiError> {
    let id = CompanyDocumentId::new(id.0);
    let versions = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_document(id).await?.ok_or_else(|| ApiError::not_found("document"))?;
            tx.list_document_versions(id).await.map_err(ApiError::from)
        })
        .await?;
    Ok(Single(DocumentVersionsBody { items: versions.into_iter().map(Into::into).collect() }))
}
