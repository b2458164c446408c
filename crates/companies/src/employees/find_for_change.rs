//! Finds an employment that is to be changed, and holds its customer: whoever notes a change of one holds that one.

use regulars_kernel::{CompanyId, CustomerId, StoreError};

use super::employment::Employment;
use super::store::EmployeeStore;

/// Why an employment cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum FindEmployeeError {
    /// The merchant has no such company, or the company no such employee.
    #[error("there is no such employee")]
    UnknownEmployee,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The employment, which nobody else changes until the transaction ends.
pub async fn find_employee_for_change(
    store: &mut dyn EmployeeStore,
    company: CompanyId,
    customer: CustomerId,
) -> Result<Employment, FindEmployeeError> {
    if !store.hold_customer_of_employment(customer).await? {
        return Err(FindEmployeeError::UnknownEmployee);
    }
    store.find_employment(company, customer).await?.ok_or(FindEmployeeError::UnknownEmployee)
}
