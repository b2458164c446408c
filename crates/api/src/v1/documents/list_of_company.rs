//! `GET /v1/companies/{id}/documents`.

use actix_web::{get, web};
use regulars_companies::{CompanyReads, DocumentQuery, DocumentReads};
use regulars_kernel::{CompanyDocumentId, CompanyId};
use serde_json::json;

use super::body::DocumentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the documents of a company.
///
/// The newest first. `GET /v1/documents` narrows them to a kind, a state or a last day.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    PageParameters
), responses((status = 200, description = "A page of documents", body = List<DocumentBody>)))]
#[get("/v1/companies/{id}/documents")]
pub async fn list_company_documents(
    caller: Caller<access::list_company_documents>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<DocumentBody>, ApiError> {
    let (company, page) = (CompanyId::new(id.0), page.0.by_id(CompanyDocumentId::new)?);
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let documents = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
            let query = DocumentQuery { company: Some(company), ..DocumentQuery::default() };
            tx.list_documents(&query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(documents, |document| DocumentBody::new(document, today), |id| json!(id.value())))
}
