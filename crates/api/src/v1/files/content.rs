//! `GET /v1/customers/{id}/files/{file_id}/content`.

use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpResponse, get, web};
use regulars_kernel::FileKind;
use regulars_service::CustomerFileReads;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::FileInPath;

/// Download a file of a customer.
///
/// Its bytes as they were sent, to be saved and not to be shown.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("file_id" = uuid::Uuid, Path, description = "The file's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60")
), responses((status = 200, description = "The file", content(
    (Vec<u8> = "text/plain"), (Vec<u8> = "text/csv"), (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"),
    (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"),
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (Vec<u8> = "application/vnd.oasis.opendocument.text"),
    (Vec<u8> = "application/vnd.oasis.opendocument.spreadsheet")
))))]
#[get("/v1/customers/{id}/files/{file_id}/content")]
pub async fn get_customer_file_content(
    caller: Caller<access::get_customer_file_content>,
    application: web::Data<Application>,
    path: FileInPath,
) -> Result<HttpResponse, ApiError> {
    let (file, bytes) = application
        .database
        .read(caller.scope(), async move |tx| {
            let found = tx.find_customer_file(path.customer, path.file).await?;
            let file = found.ok_or_else(|| ApiError::not_found("file"))?;
            let bytes = tx.read_customer_file(&file).await?.ok_or_else(|| ApiError::not_found("file"))?;
            Ok::<_, ApiError>((file, bytes))
        })
        .await?;
    Ok(download(file.kind, file.name.expose().as_str(), bytes))
}

/// A file to be saved and not to be shown.
pub fn download(kind: FileKind, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind.content_type())
        .insert_header(attachment(name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(bytes)
}

/// The name in letters that every program reads, and as it is (RFC 6266).
fn attachment(name: &str) -> ContentDisposition {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "-_. ".contains(letter) { letter } else { '_' })
        .collect();
    let whole =
        ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into() };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(whole)],
    }
}
