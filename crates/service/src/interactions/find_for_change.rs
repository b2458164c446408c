//! Finds an interaction that is to be changed, and holds its customer: whoever notes a change of one holds that one.

use regulars_kernel::{CustomerId, InteractionId, StoreError};

use super::interaction::Interaction;
use super::store::InteractionStore;

/// Why an interaction cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum FindInteractionError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer has no such interaction.
    #[error("there is no such interaction")]
    UnknownInteraction,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The interaction, which nobody else changes until the transaction ends.
pub async fn find_interaction_for_change(
    store: &mut dyn InteractionStore,
    customer: CustomerId,
    id: InteractionId,
) -> Result<Interaction, FindInteractionError> {
    if !store.hold_customer(customer).await? {
        return Err(FindInteractionError::UnknownCustomer);
    }
    store.find_interaction(customer, id).await?.ok_or(FindInteractionError::UnknownInteraction)
}
