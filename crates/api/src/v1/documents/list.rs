//! `GET /v1/documents`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_companies::{DocumentQuery, DocumentReads};
use regulars_kernel::{CompanyDocumentId, CompanyId};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{DocumentBody, DocumentKindBody, DocumentStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which documents, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DocumentParameters {
    /// Only those of that company.
    company_id: Option<Uuid>,
    /// Only those of that kind.
    #[param(inline)]
    kind: Option<DocumentKindBody>,
    /// Only those in that state.
    #[param(inline)]
    state: Option<DocumentStateBody>,
    /// Only those whose last day is before that day: with `state=in_force` those that have expired, or will soon.
    valid_before: Option<NaiveDate>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List documents of companies.
///
/// The newest first, of all companies, those that are out of use too.
#[utoipa::path(tag = "Documents", params(DocumentParameters), responses(
    (status = 200, description = "A page of documents", body = List<DocumentBody>)
))]
#[get("/v1/documents")]
pub async fn list_documents(
    caller: Caller<access::list_documents>,
    application: web::Data<Application>,
    parameters: Query<DocumentParameters>,
) -> Result<List<DocumentBody>, ApiError> {
    let DocumentParameters { company_id, kind, state, valid_before, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(CompanyDocumentId::new)?;
    let query = DocumentQuery {
        company: company_id.map(CompanyId::new),
        kind: kind.map(Into::into),
        state: state.map(Into::into),
        valid_before,
    };
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let documents = application
        .database
        .read(caller.scope(), async move |tx| tx.list_documents(&query, page).await)
        .await?;
    Ok(List::of(documents, |document| DocumentBody::new(document, today), |id| json!(id.value())))
}
