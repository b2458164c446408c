//! `POST /v1/customers/bulk-edits/{id}/undo`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::undo_bulk_edit as undo;
use regulars_kernel::BulkEditId;

use super::body::CustomerBulkEditBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Created;

/// Undo a bulk edit.
///
/// A job gives each customer back what the edit has changed. A customer of whom one of these fields is no longer what the edit made
/// it stays as is and is listed as a conflict. One that was called off is undone as far as it came; one that is undone already
/// stays so.
#[utoipa::path(tag = "Bulk edits", params(("id" = uuid::Uuid, Path, description = "The bulk edit's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb9")), responses(
    (status = 202, description = "A job takes the changes back", body = CustomerBulkEditBody),
    (status = 409, description = "Customers are still being changed"),
))]
#[post("/v1/customers/bulk-edits/{id}/undo")]
pub async fn undo_bulk_edit(
    caller: Caller<access::undo_bulk_edit>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Created<CustomerBulkEditBody>, ApiError> {
    let id = BulkEditId::new(id.0);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let edit = undo(tx, &environment, by, id).await?;
                let location = Some(format!("/v1/jobs/{}", edit.job));
                Created::with_status(StatusCode::ACCEPTED, location, &CustomerBulkEditBody::from(edit))
            })
        })
        .await
}
