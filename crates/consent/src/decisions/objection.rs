//! An objection belongs to the address: it stops every record of the merchant that carries it.

use std::collections::BTreeSet;

use regulars_kernel::{Channel, ConsentState, CustomerId, Label, Purpose, StoreError};

use crate::decisions::subject::Subject;
use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, append_statements};
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::store::{ConsentStore, OpenConfirmations};

/// Locks a customer and everybody who carries one of these addresses, in the order of their ids, so that two objections
/// never wait for each other. Gives the others. Whoever had to wait for a lock may have waited for a merge, or for one that is
/// undone: who carries the addresses is asked again until nobody else does.
pub(crate) async fn lock_with_others_at(
    store: &mut dyn ConsentStore,
    customer: CustomerId,
    addresses: &[(Channel, ContactAddress)],
) -> Result<BTreeSet<CustomerId>, StoreError> {
    let mut locked = BTreeSet::new();
    let mut meant = BTreeSet::from([customer]);
    loop {
        for (channel, address) in addresses {
            meant.extend(store.customers_at(*channel, address).await?);
        }
        let unlocked: Vec<CustomerId> = meant.difference(&locked).copied().collect();
        if unlocked.is_empty() {
            break;
        }
        for one in unlocked {
            store.lock_subject(one).await?;
            locked.insert(one);
        }
    }
    meant.remove(&customer);
    Ok(meant)
}

/// Ends advertising over a channel for the others who carry an address. They were locked before.
pub(crate) async fn end_advertising_of_others(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    others: &BTreeSet<CustomerId>,
    (channel, address): (Channel, &ContactAddress),
    source: &Label,
    evidence: Option<&Evidence>,
) -> Result<(), StoreError> {
    for other in others {
        let Some(mut subject) = store.find_subject(*other).await? else { continue };
        if subject.address(channel) == Some(address) {
            end_advertising(store, recording, &mut subject, channel, source.clone(), evidence.cloned())
                .await?;
        }
    }
    Ok(())
}

/// Ends advertising to one record over a channel, and tells whether it had ended before. A repeated objection changes
/// nothing that stands; it is kept all the same, because it outdoes every grant that was made before it and is uploaded
/// after it.
pub(crate) async fn end_advertising(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    subject: &mut Subject,
    channel: Channel,
    source: Label,
    evidence: Option<Evidence>,
) -> Result<(ConsentEvent, bool), StoreError> {
    let now = recording.environment.now();
    let standing = subject.standing(Purpose::Advertising, Some(channel));
    let ended_before = standing.map(|one| one.state).filter(|state| *state != ConsentState::Granted);
    let address =
        standing.and_then(|standing| standing.address.as_ref()).or(subject.address(channel)).cloned();
    let state = ended_before.unwrap_or(ConsentState::Withdrawn);
    let statement = Statement {
        evidence,
        ..Statement::bare(Purpose::Advertising, Some(channel), state, address, source, now)
    };
    let mut events = append_statements(store, recording, subject, vec![statement]).await?;
    store.expire_confirmations(subject.customer, OpenConfirmations::OptInsOver(channel), now).await?;
    let event =
        events.pop().ok_or_else(|| StoreError::inconsistent("consent_events", "no entry was appended"))?;
    Ok((event, ended_before.is_some()))
}
