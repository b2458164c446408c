//! `GET /v1/companies/{id}/employees`.

use actix_web::{get, web};
use regulars_companies::{CompanyReads, EmployeeQuery, EmployeeReads};
use regulars_kernel::{CompanyId, CustomerId};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::employee_body::{EmployeeBody, EmployeeRoleBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// Which employees, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EmployeeParameters {
    /// Only those with that role.
    #[param(inline)]
    role: Option<EmployeeRoleBody>,
    /// Only those who work there today, or only those who do not.
    #[param(example = true)]
    current: Option<bool>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List the employees of a company.
///
/// The customers who work for it, and those who did, in the order in which they became customers.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    EmployeeParameters
), responses((status = 200, description = "A page of employees", body = List<EmployeeBody>)))]
#[get("/v1/companies/{id}/employees")]
pub async fn list_company_employees(
    caller: Caller<access::list_company_employees>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<EmployeeParameters>,
) -> Result<List<EmployeeBody>, ApiError> {
    let EmployeeParameters { role, current, limit, cursor } = parameters.0;
    let company = CompanyId::new(id.0);
    let page = PageParameters { limit, cursor }.by_id(CustomerId::new)?;
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let query = EmployeeQuery { company, role: role.map(Into::into), current, today };
    let employees = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
            tx.list_employees(query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(employees, |employee| EmployeeBody::new(employee, today), |id| json!(id.value())))
}
