//! Attaches a file to a customer.

use regulars_kernel::{
    Actor, CustomerFileId, CustomerId, Environment, Label, Personal, SealedContent, StoreError,
};

use super::file::CustomerFile;
use super::store::CustomerFileStore;

/// Why a file was not attached.
#[derive(Debug, thiserror::Error)]
pub enum AddFileError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer has as many files as one can have.
    #[error("the customer has {} files already", CustomerFile::MOST)]
    TooMany,
    /// The customer's files would have too many bytes.
    #[error("the customer's files would have more than {} MiB", CustomerFile::MOST_BYTES >> 20)]
    TooLarge,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Attaches a file, as `actor` sent it.
pub async fn add_file(
    store: &mut dyn CustomerFileStore,
    environment: &Environment,
    actor: Actor,
    customer: CustomerId,
    (name, content): (Label, &SealedContent),
) -> Result<CustomerFile, AddFileError> {
    if !store.hold_customer(customer).await? {
        return Err(AddFileError::UnknownCustomer);
    }
    let there = store.customer_file_totals(customer).await?;
    if there.count >= CustomerFile::MOST {
        return Err(AddFileError::TooMany);
    }
    if there.bytes + content.size() > CustomerFile::MOST_BYTES {
        return Err(AddFileError::TooLarge);
    }
    let now = environment.now();
    let file = CustomerFile {
        id: CustomerFileId::new(environment.new_id()),
        customer,
        name: Personal::new(name),
        kind: content.kind(),
        size: content.size(),
        added_by: actor,
        created_at: now,
        updated_at: now,
    };
    store.insert_customer_file(environment, &file, content).await?;
    store.note(environment, file.note_created()).await?;
    Ok(file)
}
