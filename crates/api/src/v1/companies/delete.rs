//! `DELETE /v1/companies/{id}`.

use actix_web::{delete, web};
use regulars_companies::{CompanyReads, delete_company as delete};
use regulars_kernel::CompanyId;

use super::body::CompanyWithFiguresBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a company.
///
/// One that was put on record by mistake: nothing may refer to it. What has been in use is archived instead, by `archived` of
/// `PATCH`.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c11")
), responses(
    (status = 204, description = "The company is gone"),
    (status = 409, description = "Others refer to it: the first of them are in `users`"),
))]
#[delete("/v1/companies/{id}")]
pub async fn delete_company(
    caller: Caller<access::delete_company>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (CompanyId::new(id.0), caller.environment(&application));
    let (currency, calendar) = (caller.facts().currency, caller.facts().calendar);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_company(id).await?.ok_or_else(|| ApiError::not_found("company"))?;
                let figures = tx.company_figures(id, calendar.date_of(environment.now())).await?;
                if_match.check(&CompanyWithFiguresBody::new(before.clone(), figures, currency))?;
                delete(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}
