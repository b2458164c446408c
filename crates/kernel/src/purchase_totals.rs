//! What a customer has bought in total.

use crate::Instant;

/// What a customer has bought in total. Refunds are taken off; a purchase that was given back in whole does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PurchaseTotals {
    /// How many purchases.
    pub count: i64,
    /// Their sum in minor units of the merchant's currency.
    pub total: i64,
    /// When the first one was.
    pub first_at: Option<Instant>,
    /// When the last one was.
    pub last_at: Option<Instant>,
}
