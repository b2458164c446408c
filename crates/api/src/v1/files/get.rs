//! `GET /v1/customers/{id}/files/{file_id}`.

use actix_web::{get, web};
use regulars_service::CustomerFileReads;

use super::body::CustomerFileBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::FileInPath;
use crate::respond::Single;

/// Show a file of a customer.
///
/// What it is called, what it is and who attached it; its content is at `content`.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("file_id" = uuid::Uuid, Path, description = "The file's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60")
), responses((status = 200, description = "The file", body = CustomerFileBody)))]
#[get("/v1/customers/{id}/files/{file_id}")]
pub async fn get_customer_file(
    caller: Caller<access::get_customer_file>,
    application: web::Data<Application>,
    path: FileInPath,
) -> Result<Single<CustomerFileBody>, ApiError> {
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_customer_file(path.customer, path.file).await)
        .await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("file"))?.into()))
}
