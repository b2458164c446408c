//! A receipt of a till as coupons see it.

use regulars_kernel::{Instant, MerchantCalendar, StoreId};
use regulars_loyalty::{CouponBasket, CouponLine};
use regulars_purchases::{LineKind, NewPurchase};

use crate::sales::new_receipt_facts::receipt_facts;

/// The receipt as of that instant.
pub(super) fn coupon_basket(
    new: &NewPurchase,
    store: Option<StoreId>,
    at: Instant,
    calendar: &MerchantCalendar,
) -> CouponBasket {
    let facts = receipt_facts(new, store, None, at, calendar);
    let items = new.lines.iter().filter(|line| line.kind == LineKind::Item);
    let lines = facts.lines.into_iter().zip(items).map(|(facts, line)| {
        let gross = line.total.saturating_add(line.discount);
        CouponLine { facts, gross, left: line.total }
    });
    CouponBasket { store, at: facts.at, lines: lines.collect() }
}
