//! Ends advertising by a link in a newsletter, whose report counts it.

use regulars_consent::{
    ConsentStore, ContactAddress, Evidence, LedgerAccess, UnsubscribeOutcome, unsubscribe,
};
use regulars_kernel::{Channel, CustomerId, NewsletterId, StoreError};
use regulars_newsletters::{DeliveryKey, ReactionStore};

/// What unsubscribing writes.
pub trait UnsubscribeStore: ConsentStore + ReactionStore {}

impl<Store: ConsentStore + ReactionStore> UnsubscribeStore for Store {}

/// Ends advertising over a channel to a customer and to every record that carries the address that the newsletter was sent
/// to. A newsletter whose link it was counts the customer, unless advertising had ended before.
pub async fn unsubscribe_through(
    store: &mut dyn UnsubscribeStore,
    recording: LedgerAccess<'_>,
    newsletter: Option<NewsletterId>,
    (customer, channel): (CustomerId, Channel),
    evidence: Option<Evidence>,
) -> Result<UnsubscribeOutcome, StoreError> {
    let message = DeliveryKey { channel, customer };
    let sent_to = match newsletter {
        Some(newsletter) => store.address_of_message(newsletter, message).await?,
        None => None,
    };
    let sent_to = sent_to.map(|address| ContactAddress::from_stored(address.expose().clone()));
    let outcome = unsubscribe(store, recording, (customer, channel), sent_to, evidence).await?;
    if let (UnsubscribeOutcome::Ended(_), Some(newsletter)) = (&outcome, newsletter) {
        store.note_unsubscribe(newsletter, message, recording.environment.now()).await?;
    }
    Ok(outcome)
}
