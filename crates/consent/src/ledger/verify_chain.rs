//! Checks that nobody changed a customer's entries.

use regulars_kernel::{ConsentEventId, CustomerId, MerchantId, StoreError};

use crate::ledger::event::{ChainHead, ConsentEvent};
use crate::ledger::sealing::{CustomerKey, SealingKeys};
use crate::store::ConsentLedgerReads;

/// How many entries are read at a time.
const STEP: u16 = 200;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainReport {
    /// Every entry is as it was written.
    Intact {
        /// How many entries there are.
        entries: i64,
        /// How many of them were also held against their address and evidence. The others were erased.
        opened: i64,
    },
    /// The first entry that is not as it was written, or that lacks its predecessor.
    Broken {
        /// The place where the chain breaks.
        sequence: i64,
    },
    /// A statement stands whose entry is missing: the end of the chain was cut off.
    CutOff {
        /// The missing entry.
        missing: ConsentEventId,
    },
}

/// Why nothing was checked.
#[derive(Debug, thiserror::Error)]
pub enum VerifyChainError {
    /// The merchant has no such customer, and had none with entries.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Computes every hash again. Entries whose address and evidence were erased still verify.
pub async fn verify_chain(
    store: &mut dyn ConsentLedgerReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    customer: CustomerId,
) -> Result<ChainReport, VerifyChainError> {
    let subject = store.find_subject(customer).await?;
    let is_known = subject.is_some();
    let standing = subject.map(|subject| subject.standing).unwrap_or_default();
    let key = store.find_customer_key(customer).await?;
    let key = key.and_then(|sealed| sealing.open_customer_key(merchant, customer, &sealed).ok());
    let mut missing: Vec<ConsentEventId> = standing.iter().map(|standing| standing.event).collect();
    let mut head = ChainHead::EMPTY;
    let mut opened = 0;
    loop {
        let events = store.read_chain(customer, head.sequence, STEP).await?;
        if events.is_empty() {
            break;
        }
        for event in events {
            let sequence = head.sequence + 1;
            let in_place = event.sequence == sequence && event.previous_hash == head.hash;
            if !in_place || event.hash != event.expected_hash(merchant) {
                return Ok(ChainReport::Broken { sequence });
            }
            if event.erased_at.is_none() {
                if !key.as_ref().is_some_and(|key| keeps_its_commitment(key, &event)) {
                    return Ok(ChainReport::Broken { sequence });
                }
                opened += 1;
            }
            missing.retain(|id| *id != event.id);
            head = event.head();
        }
    }
    // Of somebody who was erased the entries are all there is.
    if !is_known && head == ChainHead::EMPTY {
        return Err(VerifyChainError::UnknownCustomer);
    }
    Ok(match missing.first() {
        Some(missing) => ChainReport::CutOff { missing: *missing },
        None => ChainReport::Intact { entries: head.sequence, opened },
    })
}

fn keeps_its_commitment(key: &CustomerKey, event: &ConsentEvent) -> bool {
    let evidence = match &event.evidence {
        Some(sealed) => match key.open(event.id.value().as_bytes(), sealed) {
            Ok(evidence) => Some(evidence),
            Err(_) => return false,
        },
        None => None,
    };
    let commitment = ConsentEvent::commitment(key, event.id, event.address.as_ref(), evidence.as_deref());
    commitment == event.commitment
}
