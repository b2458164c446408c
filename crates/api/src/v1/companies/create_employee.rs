//! `POST /v1/companies/{id}/employees`.

use actix_web::{post, web};
use chrono::NaiveDate;
use regulars_companies::{EmployeeReads, NewEmployment, add_employee};
use regulars_kernel::{CompanyId, CustomerId, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::employee_body::{EmployeeBody, EmployeeRoleBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// A customer who works for a company.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40", "role": "accounting", "job_title": "Bookkeeper", "since": "2025-02-01"
}))]
pub struct NewEmployeeBody {
    /// The customer.
    customer_id: Uuid,
    /// What the customer does there.
    role: EmployeeRoleBody,
    /// What that is called there.
    #[schema(min_length = 1, max_length = 200)]
    job_title: Option<String>,
    /// The first day.
    since: Option<NaiveDate>,
    /// The last day.
    until: Option<NaiveDate>,
    /// Whether it is the customer's main company from now on. The only one is so anyway.
    #[serde(default)]
    #[schema(default = false)]
    is_main: bool,
}

impl NewEmployeeBody {
    fn check(self) -> Result<NewEmployment, ApiError> {
        let mut invalid = Invalid::default();
        let job_title = invalid.parse_option::<Label>("/job_title", self.job_title);
        invalid.finish()?;
        Ok(NewEmployment {
            customer: CustomerId::new(self.customer_id),
            role: self.role.into(),
            job_title: job_title.map(Personal::new),
            since: self.since,
            until: self.until,
            is_main: self.is_main,
        })
    }
}

/// Add an employee to a company.
///
/// A customer who works for it. The text `company` of the customer is the customer's own and stays as it is. A customer may work for
/// several companies, of which one is the main one; a company has at most 1,000 employees.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), request_body = NewEmployeeBody, responses(
    (status = 201, description = "Added", body = EmployeeBody),
    (status = 409, description = "The customer is among the employees already, or there are as many as there can be"),
))]
#[post("/v1/companies/{id}/employees")]
pub async fn create_company_employee(
    caller: Caller<access::create_company_employee>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewEmployeeBody>,
) -> Result<Created<EmployeeBody>, ApiError> {
    let company = CompanyId::new(id.0);
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    let today = caller.facts().calendar.date_of(environment.now());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let customer = add_employee(tx, &environment, company, new).await?.customer;
            let added = tx.find_employee(company, customer, today).await?;
            let added = added.ok_or_else(|| ApiError::not_found("employee"))?;
            let location = format!("/v1/companies/{company}/employees/{customer}");
            Created::at(location, &EmployeeBody::new(added, today))
        })
    })
    .await
}
