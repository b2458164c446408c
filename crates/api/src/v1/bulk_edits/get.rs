//! `GET /v1/customers/bulk-edits/{id}`.

use actix_web::{get, web};
use regulars_customers::BulkEditReads;
use regulars_kernel::BulkEditId;

use super::body::CustomerBulkEditBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a bulk edit.
///
/// Where it stands, who asked for it, what is changed, and how many customers there are of each outcome.
#[utoipa::path(tag = "Bulk edits", params(("id" = uuid::Uuid, Path, description = "The bulk edit's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb8")),
    responses((status = 200, description = "The bulk edit", body = CustomerBulkEditBody)))]
#[get("/v1/customers/bulk-edits/{id}")]
pub async fn get_bulk_edit(
    caller: Caller<access::get_bulk_edit>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerBulkEditBody>, ApiError> {
    let id = BulkEditId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            let edit = tx.find_bulk_edit(id).await?.ok_or_else(|| ApiError::not_found("bulk edit"))?;
            Ok(Single(edit.into()))
        })
        .await
}
