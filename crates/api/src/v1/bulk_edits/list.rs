//! `GET /v1/customers/bulk-edits`.

use actix_web::{get, web};
use regulars_customers::BulkEditReads;
use regulars_kernel::BulkEditId;

use super::body::CustomerBulkEditBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the bulk edits.
///
/// The newest first. One that nobody touches is thrown away after 90 days, and can no longer be undone.
#[utoipa::path(tag = "Bulk edits", params(PageParameters), responses(
    (status = 200, description = "A page of bulk edits", body = List<CustomerBulkEditBody>)
))]
#[get("/v1/customers/bulk-edits")]
pub async fn list_bulk_edits(
    caller: Caller<access::list_bulk_edits>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<CustomerBulkEditBody>, ApiError> {
    let page = page.0.by_id(BulkEditId::new)?;
    let found = application.database.read(caller.scope(), async move |tx| tx.list_bulk_edits(page).await);
    Ok(List::of(found.await?, CustomerBulkEditBody::from, |id| id.to_string().into()))
}
