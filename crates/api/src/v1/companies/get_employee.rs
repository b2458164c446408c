//! `GET /v1/companies/{id}/employees/{customer_id}`.

use actix_web::{get, web};
use regulars_companies::EmployeeReads;

use super::employee_body::EmployeeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::EmployeeInPath;
use crate::respond::Single;

/// Show an employee of a company.
///
/// What the customer does there, and since when.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("customer_id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")
), responses((status = 200, description = "The employee", body = EmployeeBody)))]
#[get("/v1/companies/{id}/employees/{customer_id}")]
pub async fn get_company_employee(
    caller: Caller<access::get_company_employee>,
    application: web::Data<Application>,
    path: EmployeeInPath,
) -> Result<Single<EmployeeBody>, ApiError> {
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_employee(path.company, path.customer, today).await)
        .await?;
    let employee = found.ok_or_else(|| ApiError::not_found("employee"))?;
    Ok(Single(EmployeeBody::new(employee, today)))
}
