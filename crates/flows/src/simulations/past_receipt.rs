//! A receipt of the past as rules see it.

use regulars_kernel::{Currency, MerchantCalendar};
use regulars_loyalty::{Circumstances, EarningTrigger, ReceiptView};
use regulars_purchases::{LineKind, Purchase};

use crate::sales::given_back_before::GivenBackBefore;
use crate::sales::new_receipt_facts::{line_facts, tender_facts};

/// A receipt that was recorded, with what was given back of it since.
pub struct PastReceipt {
    /// As rules see it. What they ask beside it is looked up by whoever evaluates them.
    pub(super) facts: ReceiptView,
    /// Its currency.
    pub(super) currency: Currency,
    /// What was given back of its lines.
    pub(super) given_back: GivenBackBefore,
}

impl PastReceipt {
    /// The facts of a purchase, as they were when it was recorded.
    pub fn of(purchase: &Purchase, calendar: &MerchantCalendar) -> Self {
        let items = purchase.lines.iter().filter(|line| line.line.kind == LineKind::Item);
        let facts = ReceiptView {
            trigger: EarningTrigger::Purchase,
            store: purchase.store,
            terminal: purchase.terminal,
            at: calendar.wall_clock(purchase.counted_at()),
            lines: items.map(|line| line_facts(line.number, &line.line)).collect(),
            total: purchase.total,
            tenders: purchase.tenders.iter().map(tender_facts).collect(),
            circumstances: Circumstances::default(),
        };
        let given_back = GivenBackBefore::of(&purchase.lines);
        Self { facts, currency: purchase.currency, given_back }
    }
}
