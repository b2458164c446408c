//! `GET /v1/documents/{id}/versions/{version}/content`.

use actix_web::{HttpResponse, get, web};
use regulars_companies::DocumentReads;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::VersionInPath;
use crate::v1::files::content::download;

/// Download a version of a document.
///
/// Its bytes as they were uploaded, to be saved and not to be shown.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20"),
    ("version" = u32, Path, description = "The number of the version", example = 1, minimum = 1, maximum = 50)
), responses((status = 200, description = "The file", content(
    (Vec<u8> = "text/plain"), (Vec<u8> = "text/csv"), (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"),
    (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"),
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (Vec<u8> = "application/vnd.oasis.opendocument.text"),
    (Vec<u8> = "application/vnd.oasis.opendocument.spreadsheet")
))))]
#[get("/v1/documents/{id}/versions/{version}/content")]
pub async fn get_document_version_content(
    caller: Caller<access::get_document_version_content>,
    application: web::Data<Application>,
    path: VersionInPath,
) -> Result<HttpResponse, ApiError> {
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.read_document_version(path.document, path.version).await)
        .await?;
    let (version, bytes) = found.ok_or_else(|| ApiError::not_found("version"))?;
    Ok(download(version.kind, version.file_name.expose().as_str(), bytes))
}
