//! `PATCH /v1/companies/{id}/employees/{customer_id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_companies::{EmployeeReads, EmploymentPatch, change_employee, find_employee_for_change};
use regulars_kernel::{InvalidText, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::employee_body::{EmployeeBody, EmployeeRoleBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, EmployeeInPath, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "decision_maker", "job_title": "Director", "is_main": true}))]
pub struct EmployeePatchBody {
    /// What the customer does there.
    #[schema(value_type = Option<EmployeeRoleBody>)]
    #[serde(default)]
    role: Patched<EmployeeRoleBody>,
    /// What that is called there.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    job_title: Patched<String>,
    /// The first day.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    since: Patched<NaiveDate>,
    /// The last day. Who works there no more keeps the time there, and its history is the company's for that time.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    until: Patched<NaiveDate>,
    /// `true` makes it the customer's main company, `false` leaves that to another one.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    is_main: Patched<bool>,
}

impl EmployeePatchBody {
    fn check(self) -> Result<EmploymentPatch, ApiError> {
        let mut invalid = Invalid::default();
        let title = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let patch = EmploymentPatch {
            role: self
                .role
                .check_required(&mut invalid, "/role", |role| Ok::<_, Infallible>(role.into()))
                .flatten(),
            job_title: self.job_title.check(&mut invalid, "/job_title", title).unwrap_or_default(),
            since: self.since.0,
            until: self.until.0,
            is_main: self.is_main.check_required(&mut invalid, "/is_main", Ok::<_, Infallible>).flatten(),
        };
        invalid.finish()?;
        Ok(patch)
    }
}

/// Change an employee of a company.
///
/// Absent fields stay as they are. Who leaves gets a last day, so that what was stays on record.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("customer_id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")
), request_body = EmployeePatchBody, responses(
    (status = 200, description = "The employee as it is now", body = EmployeeBody)
))]
#[patch("/v1/companies/{id}/employees/{customer_id}")]
pub async fn update_company_employee(
    caller: Caller<access::update_company_employee>,
    application: web::Data<Application>,
    path: EmployeeInPath,
    if_match: IfMatch,
    body: Body<EmployeePatchBody>,
) -> Result<Single<EmployeeBody>, ApiError> {
    let patch = body.value.check()?;
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
                change_employee(tx, &environment, held, patch).await?;
                let after = tx.find_employee(company, customer, today).await?;
                let after = after.ok_or_else(|| ApiError::not_found("employee"))?;
                Ok(Single(EmployeeBody::new(after, today)))
            })
        })
        .await
}
