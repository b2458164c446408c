//! Finds a file that is to be changed, and holds its customer: whoever notes a change of one holds that one.

use regulars_kernel::{CustomerFileId, CustomerId, StoreError};

use super::file::CustomerFile;
use super::store::CustomerFileStore;

/// Why a file cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum FindFileError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer has no such file.
    #[error("there is no such file")]
    UnknownFile,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The file, which nobody else changes until the transaction ends.
pub async fn find_file_for_change(
    store: &mut dyn CustomerFileStore,
    customer: CustomerId,
    id: CustomerFileId,
) -> Result<CustomerFile, FindFileError> {
    if !store.hold_customer(customer).await? {
        return Err(FindFileError::UnknownCustomer);
    }
    store.find_customer_file(customer, id).await?.ok_or(FindFileError::UnknownFile)
}
