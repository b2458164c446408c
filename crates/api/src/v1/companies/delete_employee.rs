//! `DELETE /v1/companies/{id}/employees/{customer_id}`.

use actix_web::{delete, web};
use regulars_companies::{EmployeeReads, find_employee_for_change, remove_employee};

use super::employee_body::EmployeeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{EmployeeInPath, IfMatch};
use crate::respond::NoContent;

/// Remove an employee from a company.
///
/// As if it had never been on record: one that was added by mistake. Who leaves gets a last day by `PATCH` instead. The customer
/// stays.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("customer_id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42")
), responses((status = 204, description = "The customer is not among the employees any more")))]
#[delete("/v1/companies/{id}/employees/{customer_id}")]
pub async fn delete_company_employee(
    caller: Caller<access::delete_company_employee>,
    application: web::Data<Application>,
    path: EmployeeInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let environment = caller.environment(&application);
    let today = caller.facts().calendar.date_of(environment.now());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let EmployeeInPath { company, customer } = path;
                let held = find_employee_for_change(tx, company, customer).await?;
                let before = tx.find_employee(company, customer, today).await?;
                let before = before.ok_or_else(|| ApiError::not_found("employee"))?;
                if_match.check(&EmployeeBody::new(before, today))?;
                remove_employee(tx, &environment, &held).await?;
                Ok(NoContent)
            })
        })
        .await
}
