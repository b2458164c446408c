//! An employment as a row.

use regulars_companies::{Employee, Employment};
use regulars_kernel::{CompanyId, CustomerId, Date, Instant, Personal, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

#[derive(FromRow, RowColumns)]
pub(super) struct EmploymentRow {
    company_id: Uuid,
    customer_id: Uuid,
    role: String,
    job_title: Option<String>,
    since_on: Option<Date>,
    until_on: Option<Date>,
    main_at: Instant,
    created_at: Instant,
    updated_at: Instant,
}

/// An employment with what is known of the customer.
#[derive(FromRow)]
pub(super) struct EmployeeRow {
    #[nested]
    employment: EmploymentRow,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    is_main: i64,
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("company_employees", what)
}

impl TryFrom<EmploymentRow> for Employment {
    type Error = StoreError;

    fn try_from(row: EmploymentRow) -> Result<Self, StoreError> {
        Ok(Self {
            company: CompanyId::new(row.company_id),
            customer: CustomerId::new(row.customer_id),
            role: row.role.parse().map_err(wrong)?,
            job_title: row
                .job_title
                .map(|title| title.parse())
                .transpose()
                .map_err(wrong)?
                .map(Personal::new),
            since: row.since_on,
            until: row.until_on,
            main_at: row.main_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&Employment> for EmploymentRow {
    fn from(employment: &Employment) -> Self {
        let Employment { company, customer, role, job_title, since, until, .. } = employment;
        let Employment { main_at, created_at, updated_at, .. } = employment;
        Self {
            company_id: company.value(),
            customer_id: customer.value(),
            role: role.name().to_owned(),
            job_title: job_title.as_ref().map(|title| title.expose().as_str().to_owned()),
            since_on: *since,
            until_on: *until,
            main_at: *main_at,
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl TryFrom<EmployeeRow> for Employee {
    type Error = StoreError;

    fn try_from(row: EmployeeRow) -> Result<Self, StoreError> {
        let EmployeeRow { employment, first_name, last_name, company, is_main } = row;
        let names: Vec<String> = first_name.into_iter().chain(last_name).collect();
        let display_name = if names.is_empty() { company } else { Some(names.join(" ")) };
        Ok(Self {
            employment: employment.try_into()?,
            display_name: display_name.map(Personal::new),
            is_main: is_main != 0,
        })
    }
}
