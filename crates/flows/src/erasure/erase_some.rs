//! Goes on with an erasure of many customers.

use regulars_kernel::{CustomerDeletionId, StoreError};
use regulars_quota::SettleError;

use super::deletion::{CustomerDeletion, DeletionOutcome, DeletionState};
use super::erase_customer::{EraseCustomerError, ErasureTerms, erase_customer};
use super::store::EraseManyStore;

/// How many customers are erased in one transaction: tens of milliseconds on the one writer of SQLite.
const CUSTOMERS: u16 = 10;

/// Why a piece of the work was not done.
#[derive(Debug, thiserror::Error)]
pub enum EraseSomeError {
    /// The books of the quota do not fit, which is a defect.
    #[error(transparent)]
    Quota(#[from] SettleError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Erases the next few. False when nothing is left to do, or the erasure was called off. Who was erased and how far the work
/// is are one transaction, so nobody is counted twice, whenever the worker dies.
pub async fn erase_some(
    store: &mut dyn EraseManyStore,
    terms: ErasureTerms<'_>,
    id: CustomerDeletionId,
) -> Result<bool, EraseSomeError> {
    let Some(deletion) = store.find_deletion_for_change(id).await? else { return Ok(false) };
    if deletion.state != DeletionState::Running {
        return Ok(false);
    }
    let customers = store.waiting_of_deletion(id, CUSTOMERS).await?;
    if customers.is_empty() {
        let finished_at = Some(terms.environment.now());
        let done = CustomerDeletion { state: DeletionState::Done, finished_at, ..deletion };
        store.update_deletion(&done).await?;
        return Ok(false);
    }
    let mut after = deletion;
    for customer in customers {
        let outcome = match erase_customer(store, terms, customer, after.grounds).await {
            Ok(_) => DeletionOutcome::Erased,
            Err(EraseCustomerError::UnknownCustomer) => DeletionOutcome::Gone,
            Err(EraseCustomerError::Quota(error)) => return Err(error.into()),
            Err(EraseCustomerError::Store(error)) => return Err(error.into()),
        };
        match outcome {
            DeletionOutcome::Erased => after.erased += 1,
            DeletionOutcome::Gone => after.gone += 1,
            DeletionOutcome::Waiting => {}
        }
        store.settle_deletion_item(id, customer, outcome).await?;
    }
    store.update_deletion(&after).await?;
    Ok(true)
}
