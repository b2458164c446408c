//! Ends advertising by a link in a newsletter, whose report counts it.

use regulars_consent::{
    ConsentStore, ContactAddress, Evidence, LedgerAccess, UnsubscribeOutcome, unsubscribe,
};
use regulars_customers::MergeReads;
use regulars_kernel::{Channel, CustomerId, NewsletterId, Personal, StoreError};
use regulars_newsletters::{DeliveryKey, ReactionStore};

/// What unsubscribing writes.
pub trait UnsubscribeStore: ConsentStore + ReactionStore + MergeReads {}

impl<Store: ConsentStore + ReactionStore + MergeReads> UnsubscribeStore for Store {}

/// Whom a link in a message means by now, and the address that the message was sent to. A customer who was merged since is
/// part of the survivor, and so is most of what they got.
pub(super) async fn reader_of(
    store: &mut dyn UnsubscribeStore,
    newsletter: Option<NewsletterId>,
    message: DeliveryKey,
) -> Result<(DeliveryKey, Option<Personal<String>>), StoreError> {
    let survivor = store.survivors_of(&[message.customer]).await?.remove(&message.customer);
    let now = DeliveryKey { customer: survivor.unwrap_or(message.customer), ..message };
    let Some(newsletter) = newsletter else { return Ok((now, None)) };
    let mut sent_to = store.address_of_message(newsletter, message).await?;
    if sent_to.is_none() && now != message {
        sent_to = store.address_of_message(newsletter, now).await?;
    }
    Ok((now, sent_to))
}

/// Ends advertising over a channel to a customer and to every record that carries the address that the newsletter was sent
/// to. A newsletter whose link it was counts the customer, unless advertising had ended before.
pub async fn unsubscribe_through(
    store: &mut dyn UnsubscribeStore,
    recording: LedgerAccess<'_>,
    newsletter: Option<NewsletterId>,
    (customer, channel): (CustomerId, Channel),
    evidence: Option<Evidence>,
) -> Result<UnsubscribeOutcome, StoreError> {
    let mut reached = reader_of(store, newsletter, DeliveryKey { channel, customer }).await?;
    let (outcome, message) = loop {
        let (message, sent_to) = reached;
        let sent_to = sent_to.map(|address| ContactAddress::from_stored(address.expose().clone()));
        let whom = (message.customer, channel);
        let outcome = unsubscribe(store, recording, whom, sent_to, evidence.clone()).await?;
        // Who is gone may have been merged while this waited for the lock.
        reached = reader_of(store, newsletter, DeliveryKey { channel, customer }).await?;
        if outcome != UnsubscribeOutcome::UnknownCustomer || reached.0.customer == message.customer {
            break (outcome, message);
        }
    };
    if let (UnsubscribeOutcome::Ended(_), Some(newsletter)) = (&outcome, newsletter) {
        store.note_unsubscribe(newsletter, message, recording.environment.now()).await?;
    }
    Ok(outcome)
}
