//! `GET /v1/customers/bulk-edits/{id}/results`.

use actix_web::{get, web};
use regulars_customers::BulkEditReads;
use regulars_kernel::{BulkEditId, CustomerId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::result_body::{BulkOutcomeBody, BulkResultBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// Which customers, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BulkResultParameters {
    /// Only customers of that outcome.
    #[param(inline)]
    pub outcome: Option<BulkOutcomeBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// List what became of the customers of a bulk edit.
///
/// The oldest customers first: what became of each, which fields were changed, and why one was refused or could not be changed
/// back.
#[utoipa::path(tag = "Bulk edits", params(("id" = uuid::Uuid, Path, description = "The bulk edit's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb8"), BulkResultParameters), responses(
    (status = 200, description = "A page of customers", body = List<BulkResultBody>)
))]
#[get("/v1/customers/bulk-edits/{id}/results")]
pub async fn list_bulk_edit_results(
    caller: Caller<access::list_bulk_edit_results>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<BulkResultParameters>,
) -> Result<List<BulkResultBody>, ApiError> {
    let id = BulkEditId::new(id.0);
    let BulkResultParameters { outcome, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(CustomerId::new)?;
    let outcome = outcome.map(Into::into);
    let results = application.database.read(caller.scope(), async move |tx| {
        tx.find_bulk_edit(id).await?.ok_or_else(|| ApiError::not_found("bulk edit"))?;
        Ok::<_, ApiError>(tx.list_bulk_results(id, outcome, page).await?)
    });
    Ok(List::of(results.await?, BulkResultBody::from, |id| id.to_string().into()))
}
