//! A receipt of a till as rules of programmes see it.

use regulars_kernel::{Instant, MerchantCalendar, StoreId, TerminalId};
use regulars_loyalty::{Circumstances, EarningTrigger, LineFacts, ReceiptView, TenderFacts};
use regulars_purchases::{LineKind, NewPurchase, ReceiptLine, Tender};

/// A receipt that counts as of that instant, as rules see it. What they ask beside it is not looked up yet.
pub fn receipt_facts(
    new: &NewPurchase,
    store: Option<StoreId>,
    terminal: Option<TerminalId>,
    counted_at: Instant,
    calendar: &MerchantCalendar,
) -> ReceiptView {
    let numbered = (1_u32..).zip(&new.lines);
    let items = numbered.filter(|(_, line)| line.kind == LineKind::Item);
    ReceiptView {
        trigger: EarningTrigger::Purchase,
        store,
        terminal,
        at: calendar.wall_clock(counted_at),
        lines: items.map(|(number, line)| line_facts(number, line)).collect(),
        total: new.total,
        tenders: new.tenders.iter().map(tender_facts).collect(),
        circumstances: Circumstances::default(),
    }
}

/// A line as rules see it. Nothing is told of its tax.
pub fn line_facts(number: u32, line: &ReceiptLine) -> LineFacts {
    LineFacts {
        number,
        sku: line.sku.clone(),
        category: line.category.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity.thousandths(),
        total: line.total,
        tax: 0,
    }
}

/// How a part of a receipt was paid, as rules see it.
pub fn tender_facts(tender: &Tender) -> TenderFacts {
    match tender {
        Tender::Money { amount, method } => TenderFacts::Money(*amount, method.clone()),
        Tender::Points { amount, points: _ } => TenderFacts::Points(*amount),
        Tender::Coupon { amount, code: _ } => TenderFacts::Coupon(*amount),
    }
}
