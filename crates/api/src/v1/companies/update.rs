//! `PATCH /v1/companies/{id}`.

use actix_web::{patch, web};
use regulars_companies::{CompanyReads, change_company};
use regulars_kernel::CompanyId;

use super::body::CompanyWithFiguresBody;
use super::patch_body::CompanyPatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// Change a company.
///
/// Absent fields stay as they are, `null` clears a field. A company with which something was agreed cannot be deleted; `archived`
/// takes it out of use.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), request_body = CompanyPatchBody, responses(
    (status = 200, description = "The company as it is now", body = CompanyWithFiguresBody),
    (status = 409, description = "Another company, `company_id`, has that tax number"),
))]
#[patch("/v1/companies/{id}")]
pub async fn update_company(
    caller: Caller<access::update_company>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<CompanyPatchBody>,
) -> Result<Single<CompanyWithFiguresBody>, ApiError> {
    let (id, facts) = (CompanyId::new(id.0), caller.facts().clone());
    let environment = caller.environment(&application);
    let today = facts.calendar.date_of(environment.now());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_company(id).await?.ok_or_else(|| ApiError::not_found("company"))?;
                let figures = tx.company_figures(id, today).await?;
                if_match.check(&CompanyWithFiguresBody::new(before.clone(), figures, facts.currency))?;
                let patch = body.value.check(before.profile.address.country, facts.country.as_deref())?;
                let company = change_company(tx, &environment, before, patch).await?;
                Ok(Single(CompanyWithFiguresBody::new(company, figures, facts.currency)))
            })
        })
        .await
}
