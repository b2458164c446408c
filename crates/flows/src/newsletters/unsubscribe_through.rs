//! Ends advertising by a link in a newsletter, whose report counts it.

use regulars_consent::{Channel, ConsentStore, Evidence, Recording, UnsubscribeOutcome, unsubscribe};
use regulars_kernel::{CustomerId, NewsletterId, StoreError};
use regulars_newsletters::ReactionStore;

/// What unsubscribing writes.
pub trait UnsubscribeStore: ConsentStore + ReactionStore {}

impl<Store: ConsentStore + ReactionStore> UnsubscribeStore for Store {}

/// Ends advertising to a customer over a channel. A newsletter whose link it was counts it, unless advertising had ended
/// before.
pub async fn unsubscribe_through(
    store: &mut dyn UnsubscribeStore,
    recording: Recording<'_>,
    newsletter: Option<NewsletterId>,
    (customer, channel): (CustomerId, Channel),
    evidence: Option<Evidence>,
) -> Result<UnsubscribeOutcome, StoreError> {
    let outcome = unsubscribe(store, recording, customer, channel, evidence).await?;
    if let (UnsubscribeOutcome::Ended(_), Some(newsletter)) = (&outcome, newsletter) {
        store.note_unsubscribe(newsletter, customer, recording.environment.now()).await?;
    }
    Ok(outcome)
}
