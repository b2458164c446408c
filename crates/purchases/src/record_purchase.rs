//! Records a receipt.

use chrono::SubsecRound;
use regulars_kernel::{Environment, PurchaseId, StoreError};

use crate::check::check;
use crate::difference::{differences, is_repetition};
use crate::settle_waiting_refund::apply_waiting;
use crate::{
    Difference, InFlight, NewPurchase, Purchase, PurchaseAnswer, PurchaseName, PurchaseReads, PurchaseStore,
    Receipt, ReceiptOutcome, ReceiptProblem, RecordedReceipt, Till,
};

/// A receipt that goes by the same key as a recorded one, and means something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptConflict {
    /// The recorded purchase.
    pub purchase: PurchaseId,
    /// In what the two differ.
    pub differences: Vec<Difference>,
}

/// Why a receipt was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordPurchaseError {
    /// The receipt breaks rules.
    #[error("the receipt breaks {} rules", .0.len())]
    Problems(Vec<ReceiptProblem>),
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The merchant has no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// Another receipt is recorded under the same key or the same id.
    #[error("another receipt is recorded under that key")]
    Conflict(ReceiptConflict),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records a receipt once, however often it comes, and takes off it the refunds that came before it.
pub async fn record_purchase(
    store: &mut dyn PurchaseStore,
    environment: &Environment,
    till: &Till,
    new: NewPurchase,
) -> Result<PurchaseAnswer, RecordPurchaseError> {
    let chosen = new.id;
    let receipt = check_receipt(environment, till, new).map_err(RecordPurchaseError::Problems)?;
    match store.record(&receipt).await? {
        ReceiptOutcome::Recorded(recorded) if !recorded.awaited => {
            Ok(PurchaseAnswer::recorded(&receipt, recorded, till.language))
        }
        ReceiptOutcome::Recorded(recorded) => {
            let name = PurchaseName::Id(receipt.id);
            for waiting in store.waiting_for(&receipt).await? {
                let purchase = store.hold(&name, InFlight::Ignored).await?.ok_or_else(lost)?;
                apply_waiting(store, &purchase, waiting, false).await?;
            }
            let purchase = store.find(&name).await?.ok_or_else(lost)?;
            let recorded = RecordedReceipt { customer: purchase.customer, ..recorded };
            Ok(PurchaseAnswer::recorded(&receipt, recorded, till.language))
        }
        ReceiptOutcome::Taken => {
            let recorded = find_recorded(store, &receipt).await?;
            if is_repetition(&recorded, &receipt, chosen) {
                return Ok(PurchaseAnswer::replayed(recorded, till.language));
            }
            let differences = differences(&recorded, &receipt, chosen);
            Err(RecordPurchaseError::Conflict(ReceiptConflict { purchase: recorded.id, differences }))
        }
        ReceiptOutcome::UnknownCustomer => Err(RecordPurchaseError::UnknownCustomer),
        ReceiptOutcome::UnknownStore => Err(RecordPurchaseError::UnknownStore),
    }
}

/// Checks a receipt and fills in what the till left open.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn check_receipt(
    environment: &Environment,
    till: &Till,
    mut new: NewPurchase,
) -> Result<Receipt, Vec<ReceiptProblem>> {
    new.occurred_at = new.occurred_at.trunc_subsecs(6);
    let problems = check(&new, till.currency);
    if problems.is_empty() { Ok(Receipt::from_new(new, till, environment)) } else { Err(problems) }
}

async fn find_recorded(store: &mut dyn PurchaseReads, receipt: &Receipt) -> Result<Purchase, StoreError> {
    if let Some(purchase) = store.find(&PurchaseName::Receipt(receipt.key.clone())).await? {
        return Ok(purchase);
    }
    store.find(&PurchaseName::Id(receipt.id)).await?.ok_or(StoreError::Contended)
}

fn lost() -> StoreError {
    StoreError::inconsistent("purchases", "one is gone in the transaction that recorded it")
}
