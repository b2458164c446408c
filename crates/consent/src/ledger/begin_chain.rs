//! The first statements of a customer who is only just being added.

use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, Label, Purpose, StoreError};

use crate::decisions::subject::StandingConsent;
use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, entry, standing, unopened};
use crate::ledger::actor::ConsentActor;
use crate::ledger::event::{ChainHead, ConsentEvent};
use crate::ledger::sealing::SealedKey;

/// A grant that comes with the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstGrant {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// The very address that it is for.
    pub address: Option<ContactAddress>,
    /// Where it was made, such as a form or a till. Never anything about the person.
    pub source: Label,
    /// Who writes the entry.
    pub actor: ConsentActor,
    /// When it was made.
    pub occurred_at: Instant,
}

/// Everything that a store keeps of a customer's first statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChain {
    /// The customer's key.
    pub key: SealedKey,
    /// The entries in order.
    pub events: Vec<ConsentEvent>,
    /// What stands, one for each purpose and channel.
    pub standing: Vec<StandingConsent>,
}

/// Begins the chain of a customer of whom nothing is stored yet, so nothing has to be locked or read. No two of
/// `grants` are about the same purpose and channel, and each fits its purpose.
///
/// # Errors
///
/// [`StoreError::Inconsistent`] when there is no root key that seals the customer's.
pub fn begin_chain(
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    grants: Vec<FirstGrant>,
) -> Result<NewChain, StoreError> {
    let LedgerAccess { environment, sealing, merchant, .. } = recording;
    let (key, sealed) =
        sealing.new_customer_key(environment, merchant, customer).map_err(|error| unopened(&error))?;
    let mut head = ChainHead::EMPTY;
    let mut events: Vec<ConsentEvent> = Vec::with_capacity(grants.len());
    for grant in grants {
        let FirstGrant { purpose, channel, address, source, actor, occurred_at } = grant;
        let statement =
            Statement::bare(purpose, channel, ConsentState::Granted, address, source, occurred_at);
        let event = entry(LedgerAccess { actor, ..recording }, &key, customer, head, statement)?;
        head = event.head();
        events.push(event);
    }
    let standing = events.iter().map(standing).collect();
    Ok(NewChain { key: sealed, events, standing })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_kernel::{Environment, ManualClock, MerchantId, SeededRandom};

    use super::*;
    use crate::ledger::sealing::SealingKeys;

    #[test]
    fn the_entries_follow_each_other_and_stand() {
        let clock = ManualClock::at("2026-11-21T12:00:00Z".parse().unwrap());
        let environment = Environment::new(Arc::new(clock), Arc::new(SeededRandom::new(1)));
        let sealing = SealingKeys::new(&[7; 32]);
        let merchant = MerchantId::new(environment.new_id());
        let recording = LedgerAccess {
            environment: &environment,
            sealing: &sealing,
            merchant,
            actor: ConsentActor::System,
        };
        let customer = CustomerId::new(environment.new_id());
        let grant = |purpose, channel| FirstGrant {
            purpose,
            channel,
            address: None,
            source: "form".parse().unwrap(),
            actor: ConsentActor::Customer,
            occurred_at: environment.now(),
        };
        let grants =
            vec![grant(Purpose::DataProcessing, None), grant(Purpose::Advertising, Some(Channel::Email))];
        let chain = begin_chain(recording, customer, grants).unwrap();
        assert!(sealing.open_customer_key(merchant, customer, &chain.key).is_ok());
        let [first, second] = &chain.events[..] else { panic!("two grants make two entries") };
        assert_eq!((first.sequence, first.previous_hash), (1, [0; 32]));
        assert_eq!((second.sequence, second.previous_hash), (2, first.hash));
        assert_eq!(second.hash, second.expected_hash(merchant));
        assert_eq!(second.actor, ConsentActor::Customer);
        assert_eq!(chain.standing.iter().map(|one| one.event).collect::<Vec<_>>(), [first.id, second.id]);
    }
}
