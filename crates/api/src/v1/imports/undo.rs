//! `POST /v1/customers/imports/{id}/undo`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::undo_import;
use regulars_kernel::ImportId;

use super::body::CustomerImportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Created;

/// Undo an import.
///
/// A job takes back what each row has done, the last row first. A customer who was changed gets back what the fields were, how the
/// consents stood and whether the address took messages; a customer who was added is removed. Where somebody else has changed the
/// same since, or anything has happened with a customer who was added, nothing of that row is taken back, and the row is listed as a
/// conflict with the fields that stand in the way. The ledger of consents only grows: what stood before is said again by a new entry.
/// It can be undone for thirty days; one that is undone already stays so.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb2")), responses(
    (status = 202, description = "A job takes back what the rows have done", body = CustomerImportBody),
    (status = 409, description = "Nothing was written yet, or the rows are still being written"),
))]
#[post("/v1/customers/imports/{id}/undo")]
pub async fn undo_customer_import(
    caller: Caller<access::undo_customer_import>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Created<CustomerImportBody>, ApiError> {
    let id = ImportId::new(id.0);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let import = undo_import(tx, &environment, by, id).await?;
                let location = Some(format!("/v1/jobs/{}", import.job));
                Created::with_status(StatusCode::ACCEPTED, location, &CustomerImportBody::of(import))
            })
        })
        .await
}
