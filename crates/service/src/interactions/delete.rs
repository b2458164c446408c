//! Takes an interaction off the record.

use regulars_kernel::{Environment, StoreError};

use super::interaction::Interaction;
use super::store::InteractionStore;

/// Takes an interaction that was found for change off the record. The audit trail keeps what it said, sealed.
pub async fn delete_interaction(
    store: &mut dyn InteractionStore,
    environment: &Environment,
    interaction: &Interaction,
) -> Result<(), StoreError> {
    store.delete_interaction(interaction.id).await?;
    store.note(environment, interaction.note_deleted()).await
}
