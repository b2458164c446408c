//! An employee of a company on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_companies::{Employee, EmployerOf, Employment};
use regulars_kernel::{Date, EmployeeRole, Personal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a customer does at a company, as far as it matters to who sells to it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmployeeRoleBody {
    /// Orders and buys.
    Buyer,
    /// Decides what is bought and on which terms.
    DecisionMaker,
    /// Gets invoices and pays them.
    Accounting,
    /// Something else.
    Other,
}

macro_rules! same_names {
    ($($name:ident),*) => {
        impl From<EmployeeRole> for EmployeeRoleBody {
            fn from(role: EmployeeRole) -> Self {
                match role { $(EmployeeRole::$name => Self::$name),* }
            }
        }

        impl From<EmployeeRoleBody> for EmployeeRole {
            fn from(role: EmployeeRoleBody) -> Self {
                match role { $(EmployeeRoleBody::$name => Self::$name),* }
            }
        }
    };
}

same_names!(Buyer, DecisionMaker, Accounting, Other);

/// A customer who works for a company, or did.
#[derive(Serialize, ToSchema)]
pub struct EmployeeBody {
    /// The company.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")]
    company_id: Uuid,
    /// The customer.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// What the customer is called; `null` when no name is known.
    #[schema(example = "Jovan Jovanović")]
    display_name: Option<String>,
    /// What the customer does there.
    role: EmployeeRoleBody,
    /// What that is called there.
    #[schema(example = "Head of purchasing")]
    job_title: Option<String>,
    /// The first day; `null` when it is not known.
    #[schema(example = "2024-03-01")]
    since: Option<NaiveDate>,
    /// The last day; `null` when none is known.
    until: Option<NaiveDate>,
    /// Whether the customer works there today.
    #[schema(example = true)]
    is_current: bool,
    /// Whether it is the customer's main company: of those for which the customer works still, the one of which that was said
    /// last. The only one is the main one.
    #[schema(example = true)]
    is_main: bool,
    /// When it was put on record.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    updated_at: DateTime<Utc>,
}

impl EmployeeBody {
    /// The employee as of that day of the merchant's calendar.
    pub fn new(employee: Employee, today: Date) -> Self {
        let is_current = employee.employment.is_current(today);
        let Employee { employment, display_name, is_main } = employee;
        let Employment { company, customer, role, job_title, since, until, .. } = employment;
        let Employment { created_at, updated_at, .. } = employment;
        Self {
            company_id: company.value(),
            customer_id: customer.value(),
            display_name: display_name.map(Personal::into_exposed),
            role: role.into(),
            job_title: job_title.map(|title| title.into_exposed().into_string()),
            since,
            until,
            is_current,
            is_main,
            created_at,
            updated_at,
        }
    }
}

/// A company for which a customer works, or did.
#[derive(Serialize, ToSchema)]
pub struct EmployerBody {
    /// The company.
    company_id: Uuid,
    /// What it is called.
    #[schema(example = "Hotel Dunav", max_length = 200)]
    company_name: String,
    /// What the customer does there.
    role: EmployeeRoleBody,
    /// What that is called there.
    #[schema(max_length = 200)]
    job_title: Option<String>,
    /// The first day.
    since: Option<NaiveDate>,
    /// The last day.
    until: Option<NaiveDate>,
    /// Whether the customer works there today.
    is_current: bool,
    /// Whether it is the customer's main company.
    is_main: bool,
}

impl EmployerBody {
    /// The company as of that day of the merchant's calendar.
    pub fn new(employer: EmployerOf, today: Date) -> Self {
        let EmployerOf { name, employee } = employer;
        let EmployeeBody { company_id, role, job_title, since, until, is_current, is_main, .. } =
            EmployeeBody::new(employee, today);
        let company_name = name.into_exposed().into_string();
        Self { company_id, company_name, role, job_title, since, until, is_current, is_main }
    }
}
