//! What the use cases of this crate need from a store.

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Date, Instant, Page, PageRequest, PurchaseId, RefundId, StoreError, StoreId,
};

use crate::{
    Buyer, BuyerWarning, KeptRefund, NumberedReceipt, Purchase, PurchaseName, Receipt, ReceiptNumber,
    ReceiptWarning, Refund, RefundKey, ReturnableBy, WaitingRefund,
};

/// What was found out about a receipt when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedReceipt {
    /// Who bought, with the totals after this purchase.
    pub customer: Option<Buyer>,
    /// What was odd about who bought.
    pub warning: Option<BuyerWarning>,
    /// The store: the one that the till named, or its own.
    pub store: Option<StoreId>,
    /// Whether a refund waits for it.
    pub awaited: bool,
}

/// What became of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptOutcome {
    /// It is recorded.
    Recorded(RecordedReceipt),
    /// Its natural key or its id is taken. Nothing was changed.
    Taken,
    /// It names a customer whom the merchant does not have. Nothing was changed.
    UnknownCustomer,
    /// It names a store that the merchant does not have. Nothing was changed.
    UnknownStore,
}

/// Which purchases are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseFilter {
    /// Those of one customer.
    pub customer: Option<CustomerId>,
    /// Those of one store.
    pub store: Option<StoreId>,
    /// Those whose receipts have this number.
    pub receipt_number: Option<ReceiptNumber>,
    /// Those that count as of this instant or later.
    pub from: Option<Instant>,
    /// Those that count as of an instant before this one.
    pub until: Option<Instant>,
}

/// Where a page of purchases ends: they are listed from the newest to the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurchasePosition {
    /// The instant as of which the last purchase of the page counts.
    pub counted_at: Instant,
    /// Its id.
    pub id: PurchaseId,
}

/// Where a page of waiting refunds ends: they are listed from the one that has waited longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPosition {
    /// Since when the last refund of the page has been waiting.
    pub recorded_at: Instant,
    /// Its id.
    pub id: RefundId,
}

/// What happens about a receipt that another transaction is recording just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFlight {
    /// It is not there.
    Ignored,
    /// The end of that transaction is awaited.
    Awaited,
}

/// Receipts and refunds of one merchant, as they are read.
#[async_trait]
pub trait PurchaseReads: Send {
    /// The purchase of that name, with its lines.
    async fn find(&mut self, name: &PurchaseName) -> Result<Option<Purchase>, StoreError>;
    /// Purchases with their lines, newest first.
    async fn list(
        &mut self,
        filter: &PurchaseFilter,
        page: PageRequest<PurchasePosition>,
    ) -> Result<Page<Purchase, PurchasePosition>, StoreError>;
    /// The refunds that were taken off a purchase, oldest first.
    async fn refunds_of(&mut self, purchase: PurchaseId) -> Result<Vec<Refund>, StoreError>;
    /// The refund of that key, wherever it stands: one that was taken off its receipt goes before one that waits.
    async fn find_refund(&mut self, key: &RefundKey) -> Result<Option<KeptRefund>, StoreError>;
    /// The refunds that wait for a purchase, in the order in which the till made them.
    async fn waiting_for(&mut self, purchase: &Receipt) -> Result<Vec<WaitingRefund>, StoreError>;
    /// The refunds that wait and those that did not fit, the one that came first first.
    async fn list_waiting(
        &mut self,
        page: PageRequest<WaitingPosition>,
    ) -> Result<Page<WaitingRefund, WaitingPosition>, StoreError>;
}

/// Receipts and refunds of one merchant.
#[async_trait]
pub trait PurchaseStore: PurchaseReads {
    /// Records a receipt, finds or creates its customer and counts it, all in one statement where the database can.
    async fn record(&mut self, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError>;
    /// Keeps what else is odd about a purchase that this transaction has recorded.
    async fn keep_warnings(
        &mut self,
        purchase: PurchaseId,
        warnings: &[ReceiptWarning],
    ) -> Result<(), StoreError>;
    /// Keeps before when the goods of a purchase that this transaction has recorded may be given back, and by what.
    async fn keep_returnable(
        &mut self,
        purchase: PurchaseId,
        until: Option<Instant>,
        by: Option<&ReturnableBy>,
    ) -> Result<(), StoreError>;
    /// The purchase of that name as it stands when no other refund can change it until this transaction ends.
    async fn hold(
        &mut self,
        name: &PurchaseName,
        in_flight: InFlight,
    ) -> Result<Option<Purchase>, StoreError>;
    /// The days to which tills counted the receipts of which a refund may mean the one with that number, earliest first.
    async fn days_of(
        &mut self,
        numbered: &NumberedReceipt,
        in_flight: InFlight,
    ) -> Result<Vec<Date>, StoreError>;
    /// Takes a refund off the lines, the purchase and the customer's totals, and lets it wait no longer. The purchase
    /// is held. False when a refund of that key was taken off a receipt before; nothing was changed then.
    async fn insert_refund(&mut self, refund: &Refund, completes: bool) -> Result<bool, StoreError>;
    /// Keeps a refund until its receipt comes, or, when it has a reason, as one that did not fit. False when another
    /// refund waits under that key.
    async fn keep_waiting(&mut self, refund: &WaitingRefund) -> Result<bool, StoreError>;
    /// Lets a refund wait no longer.
    async fn forget_waiting(&mut self, key: &RefundKey) -> Result<(), StoreError>;
}
