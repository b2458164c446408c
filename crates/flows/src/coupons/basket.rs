//! A receipt of a till as coupons see it.

use regulars_kernel::{Instant, MerchantCalendar, StoreId};
use regulars_loyalty::{CouponBasket, CouponLine};
use regulars_purchases::{LineKind, NewPurchase};

use crate::sales::new_receipt_facts::receipt_facts;

/// Whether the lines have the discounts of the coupons already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CouponsAre {
    /// They are asked for: they take off what is left after other discounts.
    Wanted,
    /// They were taken off: which part of the discounts is theirs nobody tells.
    TakenOff,
}

/// The receipt as of that instant.
pub(super) fn coupon_basket(
    new: &NewPurchase,
    store: Option<StoreId>,
    at: Instant,
    calendar: &MerchantCalendar,
    coupons: CouponsAre,
) -> CouponBasket {
    let facts = receipt_facts(new, store, None, at, calendar);
    let items = new.lines.iter().filter(|line| line.kind == LineKind::Item);
    let lines = facts.lines.into_iter().zip(items).map(|(facts, line)| {
        let gross = line.total.saturating_add(line.discount);
        let left = if coupons == CouponsAre::Wanted { line.total } else { gross };
        CouponLine { facts, gross, left }
    });
    CouponBasket { store, at: facts.at, lines: lines.collect() }
}
