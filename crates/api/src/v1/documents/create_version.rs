//! `POST /v1/documents/{id}/versions`.

use actix_web::{post, web};
use regulars_companies::{add_version, find_document_for_change};
use regulars_kernel::CompanyDocumentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::DocumentVersionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, Upload};
use crate::respond::{Created, Once};
use crate::v1::files::receive::receive;

/// A file of a document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form, whose parts are taken as they come")]
pub struct NewDocumentVersionForm {
    /// The file. The ending of its name says what it is.
    #[schema(value_type = String, format = Binary, max_length = 10_485_760)]
    file: Vec<u8>,
}

/// Upload a version of a document.
///
/// A form with the field `file`: a PDF, an image (PNG, JPEG, WebP), a text or a table (TXT, CSV), or an office document without
/// macros (DOCX, XLSX, ODT, ODS). The ending of its name says what it is, and its bytes have to be that. It has at most 10 MiB; a
/// document has at most 50 versions, and all documents of a company 200 MiB together. The older versions stay. The content is kept
/// sealed with a key of the company, and goes with the document.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20")
), request_body(
    content = NewDocumentVersionForm, content_type = "multipart/form-data", description = "The file"
), responses(
    (status = 201, description = "The version is kept", body = DocumentVersionBody),
    (status = 409, description = "There are as many versions, or bytes, as there can be"),
))]
#[post("/v1/documents/{id}/versions")]
pub async fn create_document_version(
    caller: Caller<access::create_document_version>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    upload: Upload,
) -> Result<Created<DocumentVersionBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (id, by) = (CompanyDocumentId::new(id.0), scope.actor());
    let received = receive(upload, &environment).await?;
    let once = Once::new(key, received.fingerprint);
    let (name, content) = (received.name, received.content);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let document = find_document_for_change(tx, id).await?;
            let document = document.ok_or_else(|| ApiError::not_found("document"))?;
            let version = add_version(tx, &environment, by, &document, (name, &content)).await?;
            let location = format!("/v1/documents/{id}/versions/{}/content", version.version);
            Created::at(location, &DocumentVersionBody::from(version))
        })
    })
    .await
}
