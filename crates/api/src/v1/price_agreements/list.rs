//! `GET /v1/companies/{id}/price-agreements`.

use actix_web::{get, web};
use regulars_companies::{CompanyReads, PriceReads};
use regulars_kernel::{CompanyId, PriceAgreementId};
use serde_json::json;

use super::body::PriceAgreementBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the prices that were agreed upon with a company.
///
/// The newest first, those that hold no longer or not yet among them.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    PageParameters
), responses((status = 200, description = "A page of agreements", body = List<PriceAgreementBody>)))]
#[get("/v1/companies/{id}/price-agreements")]
pub async fn list_price_agreements(
    caller: Caller<access::list_price_agreements>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<PriceAgreementBody>, ApiError> {
    let (company, page) = (CompanyId::new(id.0), page.0.by_id(PriceAgreementId::new)?);
    let agreements = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
            tx.list_agreements(company, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(agreements, PriceAgreementBody::from, |id| json!(id.value())))
}
