//! `GET /v1/quota/ledger`.

use actix_web::{get, web};
use regulars_kernel::QuotaEntryId;
use regulars_quota::QuotaLedgerReads;

use super::entry_body::QuotaEntryBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the ledger of the quota.
///
/// Where each unit came from and went, the newest first. Entries are only ever added.
#[utoipa::path(tag = "Quota", params(PageParameters), responses(
    (status = 200, description = "A page of entries", body = List<QuotaEntryBody>)
))]
#[get("/v1/quota/ledger")]
pub async fn list_quota_entries(
    caller: Caller<access::list_quota_entries>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<QuotaEntryBody>, ApiError> {
    let page = page.0.by_id(QuotaEntryId::new)?;
    let entries =
        application.database.read(caller.scope(), async move |tx| tx.list_quota_entries(page).await).await?;
    Ok(List::of(entries, QuotaEntryBody::from, |id| id.to_string().into()))
}
