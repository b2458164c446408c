//! Records what a till kept while it was off line.

use regulars_kernel::{Environment, StoreError};

use crate::{
    NewPurchase, NewRefund, PurchaseAnswer, PurchaseStore, RecordPurchaseError, RecordRefundError,
    RefundOutcome, Till, UnknownReceipt, record_purchase, record_refund,
};

/// One item of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchItem {
    /// A receipt.
    Purchase(NewPurchase),
    /// A refund.
    Refund(NewRefund),
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemOutcome {
    /// The receipt is recorded.
    Purchase(PurchaseAnswer),
    /// The refund is recorded.
    Refund(RefundOutcome),
}

/// Why nothing became of an item.
#[derive(Debug, thiserror::Error)]
pub enum ItemError {
    /// The receipt was not recorded.
    #[error(transparent)]
    Purchase(RecordPurchaseError),
    /// The refund was not recorded.
    #[error(transparent)]
    Refund(RecordRefundError),
    /// The store failed: worth another try.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records one item of a batch.
///
/// Each item is a transaction of its own, so that one refused item costs no other one, and two tills that upload at
/// once never hold each other's customers. The items of one batch come one after the other, because what is answered
/// to one depends on those before it and on nothing else. After a [`RefundOutcome::Waiting`] comes
/// [`crate::settle_waiting_refund`], in a second transaction.
pub async fn upload_item(
    store: &mut dyn PurchaseStore,
    environment: &Environment,
    till: &Till,
    item: BatchItem,
) -> Result<ItemOutcome, ItemError> {
    match item {
        BatchItem::Purchase(new) => match record_purchase(store, environment, till, new).await {
            Ok(answer) => Ok(ItemOutcome::Purchase(answer)),
            Err(RecordPurchaseError::Store(error)) => Err(error.into()),
            Err(error) => Err(ItemError::Purchase(error)),
        },
        BatchItem::Refund(new) => {
            match record_refund(store, environment, till, new, UnknownReceipt::Waits).await {
                Ok(outcome) => Ok(ItemOutcome::Refund(outcome)),
                Err(RecordRefundError::Store(error)) => Err(error.into()),
                Err(error) => Err(ItemError::Refund(error)),
            }
        }
    }
}
