//! What a till is answered.

use regulars_kernel::{Instant, Language, Money, PurchaseId, RefundId, StoreId};

use crate::print_lines::print_lines;
use crate::{
    Buyer, BuyerWarning, Purchase, Receipt, ReceiptWarning, RecordedReceipt, Refund, RefundKey, ReturnableBy,
    WaitingRefund,
};

/// The answer to a receipt. A repeated receipt gets the first answer; only what its customer has bought in total is
/// told as it stands by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseAnswer {
    /// The purchase.
    pub id: PurchaseId,
    /// Who bought, if that is known.
    pub customer: Option<Buyer>,
    /// What was odd about who bought.
    pub warning: Option<BuyerWarning>,
    /// What else was odd about the receipt.
    pub warnings: Vec<ReceiptWarning>,
    /// When the receipt first came to us.
    pub recorded_at: Instant,
    /// The instant as of which it counts.
    pub counted_at: Instant,
    /// Whether the till's clock is off by more than a day.
    pub clock_skewed: bool,
    /// The store: the one that the till named, or its own.
    pub store: Option<StoreId>,
    /// Whether refunds had waited for it, and were taken off it.
    pub had_refunds: bool,
    /// The sum of the receipt.
    pub total: Money,
    /// Whether the receipt had been recorded before.
    pub replayed: bool,
    /// What the till prints at the foot of the receipt.
    pub print_lines: Vec<String>,
    /// Before when its goods may be given back. None where nothing is said.
    pub returnable_until: Option<Instant>,
    /// By what that is.
    pub returnable_by: Option<ReturnableBy>,
}

impl PurchaseAnswer {
    pub(crate) fn recorded(receipt: &Receipt, recorded: RecordedReceipt, language: Language) -> Self {
        let RecordedReceipt { customer, warning, store, awaited } = recorded;
        Self {
            id: receipt.id,
            store,
            had_refunds: awaited,
            print_lines: print_lines(customer.as_ref(), language),
            customer,
            warning,
            warnings: receipt.warnings.clone(),
            recorded_at: receipt.recorded_at,
            counted_at: receipt.counted_at(),
            clock_skewed: receipt.clock_skewed,
            total: Money::new(receipt.total, receipt.currency),
            replayed: false,
            returnable_until: None,
            returnable_by: None,
        }
    }

    pub(crate) fn replayed(purchase: Purchase, language: Language) -> Self {
        Self {
            id: purchase.id,
            print_lines: print_lines(purchase.customer.as_ref(), language),
            counted_at: purchase.counted_at(),
            store: purchase.store,
            had_refunds: purchase.refunded_total != 0 || purchase.fully_refunded,
            customer: purchase.customer,
            warning: purchase.warning,
            warnings: purchase.warnings,
            recorded_at: purchase.recorded_at,
            clock_skewed: purchase.clock_skewed,
            total: Money::new(purchase.total, purchase.currency),
            replayed: true,
            returnable_until: purchase.returnable_until,
            returnable_by: purchase.returnable_by,
        }
    }
}

/// The answer to a refund that was taken off its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundAnswer {
    /// The refund.
    pub refund: Refund,
    /// The purchase as it stands now.
    pub purchase: Purchase,
    /// Whether the refund had been recorded before.
    pub replayed: bool,
}

/// What became of a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundOutcome {
    /// It was taken off its receipt.
    Applied(Box<RefundAnswer>),
    /// Its receipt has not come yet. Have [`crate::settle_waiting_refund`] run in a transaction of its own.
    Waiting {
        /// The refund.
        refund: Box<WaitingRefund>,
        /// Whether it had been waiting before.
        replayed: bool,
    },
    /// Its receipt came, and it does not fit.
    Rejected {
        /// Its id.
        id: RefundId,
        /// What it goes by.
        key: RefundKey,
        /// Why it does not fit.
        reason: String,
    },
}
