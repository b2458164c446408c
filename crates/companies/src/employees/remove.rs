//! Takes off the record that a customer works for a company.

use regulars_kernel::{Environment, StoreError};

use super::employment::Employment;
use super::store::EmployeeStore;

/// Removes an employment that was found for change, as if it had never been.
pub async fn remove_employee(
    store: &mut dyn EmployeeStore,
    environment: &Environment,
    employment: &Employment,
) -> Result<(), StoreError> {
    store.delete_employment(employment.company, employment.customer).await?;
    store.note(environment, employment.note_deleted()).await
}
