//! Ends advertising to a customer over a channel, by a link in a message.

use regulars_kernel::{Channel, CustomerId, StoreError};

use crate::decisions::objection::{end_advertising, end_advertising_of_others, lock_with_others_at};
use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::own_source;
use crate::ledger::actor::ConsentActor;
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::store::ConsentStore;

/// The source of the entry that an unsubscription writes.
pub const UNSUBSCRIBE_LINK: &str = "unsubscribe_link";

/// What an unsubscription came to. All of them are a success for whoever unsubscribes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsubscribeOutcome {
    /// Advertising ended with this entry.
    Ended(ConsentEvent),
    /// Advertising had ended before. The entry says that it was asked for again.
    Repeated(ConsentEvent),
    /// The customer is gone.
    UnknownCustomer,
}

/// Withdraws the consent to advertising over a channel, of the customer and of every record of the merchant that carries
/// the address that the message was sent to: `sent_to`, or where that is not known the customer's present one. A repeated
/// unsubscription is a success and changes nothing that stands.
pub async fn unsubscribe(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    (customer, channel): (CustomerId, Channel),
    sent_to: Option<ContactAddress>,
    evidence: Option<Evidence>,
) -> Result<UnsubscribeOutcome, StoreError> {
    let Some(seen) = store.find_subject(customer).await? else {
        return Ok(UnsubscribeOutcome::UnknownCustomer);
    };
    let address = sent_to.or_else(|| seen.address(channel).cloned()).map(|address| (channel, address));
    let others = lock_with_others_at(store, customer, address.as_slice()).await?;
    let Some(mut subject) = store.find_subject(customer).await? else {
        return Ok(UnsubscribeOutcome::UnknownCustomer);
    };
    let source = own_source(UNSUBSCRIBE_LINK)?;
    let recording = LedgerAccess { actor: ConsentActor::Customer, ..recording };
    if let Some((channel, address)) = &address {
        let meant = (*channel, address);
        end_advertising_of_others(store, recording, &others, meant, &source, evidence.as_ref()).await?;
    }
    let ended = end_advertising(store, recording, &mut subject, channel, source, evidence).await?;
    Ok(match ended {
        (event, true) => UnsubscribeOutcome::Repeated(event),
        (event, false) => UnsubscribeOutcome::Ended(event),
    })
}
