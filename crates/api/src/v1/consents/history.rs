//! `GET /v1/customers/{id}/consents/history`.

use actix_web::{get, web};
use regulars_consent::list_history;
use regulars_kernel::{CustomerId, PageRequest};

use super::body::ConsentHistoryEntryBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List everything that a customer has said about consent.
///
/// The entries of the ledger with their evidence, the newest first. Entries are only ever added.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    PageParameters
), responses((status = 200, description = "A page of entries", body = List<ConsentHistoryEntryBody>)))]
#[get("/v1/customers/{id}/consents/history")]
pub async fn list_consent_history(
    caller: Caller<access::list_consent_history>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<ConsentHistoryEntryBody>, ApiError> {
    let after = page.0.cursor.as_deref().map(parse_cursor::<i64>).transpose()?;
    let page = PageRequest { size: page.0.size()?, after };
    let (id, scope, sealing) = (CustomerId::new(id.0), caller.scope(), application.sealing.clone());
    let entries = application
        .database
        .read(scope, async move |tx| {
            list_history(tx, &sealing, scope.merchant(), id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(entries, ConsentHistoryEntryBody::from, |sequence| (*sequence).into()))
}
