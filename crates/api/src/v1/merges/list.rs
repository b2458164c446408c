//! `GET /v1/customers/merges`.

use actix_web::{get, web};
use regulars_customers::MergeReads;
use regulars_kernel::MergeId;

use super::body::CustomerMergeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the merges.
///
/// The newest first, those that were undone among them.
#[utoipa::path(tag = "Duplicates", params(PageParameters), responses(
    (status = 200, description = "A page of merges", body = List<CustomerMergeBody>)
))]
#[get("/v1/customers/merges")]
pub async fn list_customer_merges(
    caller: Caller<access::list_customer_merges>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<CustomerMergeBody>, ApiError> {
    let page = page.0.by_id(MergeId::new)?;
    let found = application.database.read(caller.scope(), async move |tx| tx.list_merges(page).await).await?;
    Ok(List::of(found, CustomerMergeBody::from, |id| id.to_string().into()))
}
