//! `DELETE /v1/customers/{id}/files/{file_id}`.

use actix_web::{delete, web};
use regulars_service::{delete_file, find_file_for_change};

use super::body::CustomerFileBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{FileInPath, IfMatch};
use crate::respond::NoContent;

/// Delete a file of a customer.
///
/// The audit trail keeps what it was called until the customer is erased. Its content is gone.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("file_id" = uuid::Uuid, Path, description = "The file's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e61")
), responses((status = 204, description = "The file is gone")))]
#[delete("/v1/customers/{id}/files/{file_id}")]
pub async fn delete_customer_file(
    caller: Caller<access::delete_customer_file>,
    application: web::Data<Application>,
    path: FileInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_file_for_change(tx, path.customer, path.file).await?;
                if_match.check(&CustomerFileBody::from(before.clone()))?;
                delete_file(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}
