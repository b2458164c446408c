//! The monthly grant.

use regulars_kernel::Date;

use crate::{Balance, Counter};

/// A month whose grant was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaMonth {
    /// The first day of the month.
    pub period: Date,
    /// Its units.
    pub balance: Balance,
}

impl QuotaMonth {
    /// The counter that it is.
    pub const fn counter(&self) -> Counter {
        Counter::Month(self.period)
    }
}
