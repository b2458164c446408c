//! Puts on record that a customer works for a company.

use regulars_kernel::{CompanyId, CustomerId, Date, EmployeeRole, Environment, Label, Personal, StoreError};

use super::employment::{Employment, EmploymentFault};
use super::store::EmployeeStore;

/// An employment to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEmployment {
    /// Who.
    pub customer: CustomerId,
    /// What the customer does there.
    pub role: EmployeeRole,
    /// What that is called there.
    pub job_title: Option<Personal<Label>>,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Whether it is the customer's main company from now on.
    pub is_main: bool,
}

/// Why an employment was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum AddEmployeeError {
    /// The merchant has no such company.
    #[error("there is no such company")]
    UnknownCompany,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer is among the company's employees already.
    #[error("the customer is among the company's employees already; change that one")]
    AlreadyThere,
    /// The company has as many employees as one can have.
    #[error("the company has {} employees already", Employment::MOST)]
    TooMany,
    /// The employment makes no sense.
    #[error(transparent)]
    Fault(#[from] EmploymentFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds an employee. The customer is held first, as everywhere else, so that two never wait for each other.
pub async fn add_employee(
    store: &mut dyn EmployeeStore,
    environment: &Environment,
    company: CompanyId,
    new: NewEmployment,
) -> Result<Employment, AddEmployeeError> {
    let NewEmployment { customer, role, job_title, since, until, is_main } = new;
    let is_known = store.hold_customer_of_employment(customer).await?;
    if !store.hold_company(company).await? {
        return Err(AddEmployeeError::UnknownCompany);
    }
    if !is_known {
        return Err(AddEmployeeError::UnknownCustomer);
    }
    let now = environment.now();
    let employment = Employment {
        company,
        customer,
        role,
        job_title,
        since,
        until,
        main_at: if is_main { now } else { Employment::NEVER_MAIN },
        created_at: now,
        updated_at: now,
    };
    employment.check()?;
    if store.find_employment(company, customer).await?.is_some() {
        return Err(AddEmployeeError::AlreadyThere);
    }
    if store.count_employees(company).await? >= Employment::MOST {
        return Err(AddEmployeeError::TooMany);
    }
    store.insert_employment(&employment).await?;
    store.note(environment, employment.note_created()).await?;
    Ok(employment)
}
