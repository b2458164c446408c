//! Checks the chains of a merchant, those of erased customers too.

use regulars_kernel::{CustomerId, MerchantId, StoreError};

use crate::ledger::sealing::SealingKeys;
use crate::ledger::verify_chain::{ChainReport, VerifyChainError, verify_chain};
use crate::store::ConsentLedgerReads;

/// How many chains are looked at in one piece.
const STEP: u16 = 200;

/// What a piece of the check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCheck {
    /// How many chains were looked at.
    pub chains: u64,
    /// How many entries they have.
    pub entries: i64,
    /// The first chain that is not as it was written, and what is wrong with it.
    pub broken: Option<(CustomerId, ChainReport)>,
    /// Where to go on; None when every chain was looked at, or one is broken.
    pub next: Option<CustomerId>,
}

/// Looks at the next chains behind `after`, in the order of their customers, and stops at the first broken one.
pub async fn verify_ledger(
    store: &mut dyn ConsentLedgerReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    after: Option<CustomerId>,
) -> Result<LedgerCheck, StoreError> {
    let owners = store.owners_of_chains(after, STEP).await?;
    let mut check = LedgerCheck { chains: 0, entries: 0, broken: None, next: owners.last().copied() };
    for customer in owners {
        let report = match verify_chain(store, sealing, merchant, customer).await {
            Ok(report) => report,
            Err(VerifyChainError::UnknownCustomer) => continue,
            Err(VerifyChainError::Store(error)) => return Err(error),
        };
        check.chains += 1;
        match report {
            ChainReport::Intact { entries, opened: _ } => check.entries += entries,
            ChainReport::Broken { .. } | ChainReport::CutOff { .. } => {
                return Ok(LedgerCheck { broken: Some((customer, report)), next: None, ..check });
            }
        }
    }
    Ok(check)
}
