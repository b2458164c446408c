//! `GET /v1/companies/{id}/offers`.

use actix_web::{get, web};
use regulars_companies::{CompanyReads, OfferQuery, OfferReads};
use regulars_kernel::{CompanyId, OfferId};
use serde_json::json;

use super::body::OfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the offers to a company.
///
/// The newest first. `GET /v1/offers` narrows them to a state.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    PageParameters
), responses((status = 200, description = "A page of offers", body = List<OfferBody>)))]
#[get("/v1/companies/{id}/offers")]
pub async fn list_company_offers(
    caller: Caller<access::list_company_offers>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<OfferBody>, ApiError> {
    let (company, page) = (CompanyId::new(id.0), page.0.by_id(OfferId::new)?);
    let showing = Showing::to(&caller, &application);
    let query = OfferQuery { company: Some(company), state: None, today: showing.today };
    let read = application.database.read(caller.scope(), async move |tx| {
        tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
        Ok::<_, ApiError>((tx.list_offers(query, page).await?, showing.shown(tx).await?))
    });
    let (offers, shown) = read.await?;
    Ok(List::of(offers, |offer| shown.body(offer), |id| json!(id.value())))
}
