//! Objections outlive the customer who made them.

use std::collections::BTreeSet;

use regulars_consent::{ConsentEvent, ContactAddress, Subject, surviving_objection};
use regulars_kernel::{Channel, CustomerId, Instant, StoreError};

use super::store::ErasureStore;

/// How many entries of the ledger are read at a time.
const STEP: u16 = 200;

/// The customer's ledger, in its order.
pub(super) async fn ledger_of(
    store: &mut dyn ErasureStore,
    customer: CustomerId,
) -> Result<Vec<ConsentEvent>, StoreError> {
    let mut ledger: Vec<ConsentEvent> = Vec::new();
    loop {
        let after = ledger.last().map_or(0, |event| event.sequence);
        let more = store.read_chain(customer, after, STEP).await?;
        if more.is_empty() {
            return Ok(ledger);
        }
        ledger.extend(more);
    }
}

/// Keeps what is left of the objections to these addresses, and forgets the suppressions that no other customer carries.
pub(super) async fn keep_objections(
    store: &mut dyn ErasureStore,
    subject: &Subject,
    ledger: &[ConsentEvent],
    addresses: &BTreeSet<(Channel, ContactAddress)>,
    now: Instant,
) -> Result<(), StoreError> {
    for (channel, address) in addresses {
        let suppression = store.find_suppression(*channel, address).await?;
        let kept = surviving_objection(subject, ledger, suppression.as_ref(), *channel, address, now);
        if let Some(kept) = kept {
            store.keep_objection(&kept).await?;
        }
        if suppression.is_some() {
            let carriers = store.customers_at(*channel, address).await?;
            if carriers.iter().all(|carrier| *carrier == subject.customer) {
                store.forget_suppression(*channel, address).await?;
            }
        }
    }
    Ok(())
}
