//! Records what a till kept while it was off line.

use regulars_kernel::{Environment, StoreError};
use regulars_purchases::{
    NewPurchase, NewRefund, RecordPurchaseError, RecordRefundError, Till, UnknownReceipt,
};

use super::record_sale::{RecordSaleError, SaleAnswer, SaleMoment, record_sale};
use super::refund_sale::{SaleRefund, refund_sale};
use super::store::SaleStore;

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
    Purchase(Box<SaleAnswer>),
    /// The refund is recorded.
    Refund(SaleRefund),
}

/// Why nothing became of an item.
#[derive(Debug, thiserror::Error)]
pub enum ItemError {
    /// The receipt was not recorded.
    #[error(transparent)]
    Purchase(RecordSaleError),
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
/// to one depends on those before it and on nothing else. After a refund that waits comes
/// [`super::refund_sale::settle_refund_of_sale`], in a second transaction.
pub async fn upload_item(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    item: BatchItem,
) -> Result<ItemOutcome, ItemError> {
    match item {
        BatchItem::Purchase(new) => {
            match record_sale(store, environment, till, new, SaleMoment::Uploaded).await {
                Ok(answer) => Ok(ItemOutcome::Purchase(Box::new(answer))),
                Err(RecordSaleError::Purchase(RecordPurchaseError::Store(error))) => Err(error.into()),
                Err(error) => Err(ItemError::Purchase(error)),
            }
        }
        BatchItem::Refund(new) => {
            match refund_sale(store, environment, till, new, UnknownReceipt::Waits).await {
                Ok(outcome) => Ok(ItemOutcome::Refund(outcome)),
                Err(RecordRefundError::Store(error)) => Err(error.into()),
                Err(error) => Err(ItemError::Refund(error)),
            }
        }
    }
}
