//! Whoever notes something about a customer holds that one, so that no two make its key.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, StoreError};

/// Holds customers.
#[async_trait]
pub trait HoldsCustomers: Send {
    /// Holds a customer until this transaction ends. False when there is none with that id.
    async fn hold_customer(&mut self, customer: CustomerId) -> Result<bool, StoreError>;
}
