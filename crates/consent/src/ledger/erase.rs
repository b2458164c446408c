//! The part of an erasure that the ledger takes (GDPR, article 17).

use regulars_kernel::{CustomerId, Environment, StoreError};

use crate::store::ConsentStore;

/// Destroys the customer's key and takes every address out of the ledger, the projection and the tokens. The entries
/// stay: they no longer say whose they are, and their chain still verifies. A customer who is gone is erased.
///
/// Suppressions stay as they are. A bounce is about a mailbox, and an objection must outlive the customer's record for
/// it to be honoured; whoever erases decides which of them to lift.
pub async fn erase_consents(
    store: &mut dyn ConsentStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<(), StoreError> {
    if store.lock_subject(customer).await? {
        store.erase_consents(customer, environment.now()).await?;
    }
    Ok(())
}
