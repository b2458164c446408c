//! `GET /v1/companies/{id}`.

use actix_web::{get, web};
use regulars_companies::CompanyReads;
use regulars_kernel::CompanyId;

use super::body::CompanyWithFiguresBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a company.
///
/// With how many customers work for it, and what they have bought.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), responses((status = 200, description = "The company", body = CompanyWithFiguresBody)))]
#[get("/v1/companies/{id}")]
pub async fn get_company(
    caller: Caller<access::get_company>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CompanyWithFiguresBody>, ApiError> {
    let (id, currency) = (CompanyId::new(id.0), caller.facts().currency);
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    application
        .database
        .read(caller.scope(), async move |tx| {
            let company = tx.find_company(id).await?.ok_or_else(|| ApiError::not_found("company"))?;
            let figures = tx.company_figures(id, today).await?;
            Ok(Single(CompanyWithFiguresBody::new(company, figures, currency)))
        })
        .await
}
