//! Restricts processing of a customer's data (GDPR, article 18).

use regulars_kernel::{CustomerId, Environment, StoreError};

use crate::store::ContactStore;

/// Why nothing was restricted.
#[derive(Debug, thiserror::Error)]
pub enum RestrictError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Restricts processing, or ends the restriction. While it lasts, no message leaves to the customer.
pub async fn restrict(
    store: &mut dyn ContactStore,
    environment: &Environment,
    customer: CustomerId,
    restricted: bool,
) -> Result<(), RestrictError> {
    let known = store.set_restricted(customer, restricted, environment.now()).await?;
    if known { Ok(()) } else { Err(RestrictError::UnknownCustomer) }
}
