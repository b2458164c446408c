//! A receipt as coupons see it.

use chrono::NaiveDateTime;
use regulars_kernel::StoreId;

use crate::earning::receipt_facts::LineFacts;

/// A line of goods or of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponLine {
    /// What it is. Its total is what it costs.
    pub facts: LineFacts,
    /// What it cost before any discount, in minor units.
    pub gross: i64,
    /// What coupons may take off it, in minor units; nothing where that is not more than 0.
    pub left: i64,
}

/// A receipt as coupons see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponBasket {
    /// The store in which it is.
    pub store: Option<StoreId>,
    /// What the clock on the merchant's wall shows.
    pub at: NaiveDateTime,
    /// What is bought.
    pub lines: Vec<CouponLine>,
}

impl CouponBasket {
    /// What everything costs before any discount, in minor units.
    pub fn gross(&self) -> i64 {
        self.lines.iter().map(|line| line.gross).fold(0, i64::saturating_add)
    }
}
