//! How a receipt was paid.

use regulars_kernel::Label;

/// One payment. Amounts are minor units of the receipt's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tender {
    /// Cash, a bank card, a voucher.
    Money {
        /// What was paid.
        amount: i64,
        /// By what, such as `cash`.
        method: Option<Label>,
    },
    /// Points of a programme.
    Points {
        /// What they were worth.
        amount: i64,
        /// How many.
        points: i64,
    },
    /// A coupon.
    Coupon {
        /// What it was worth.
        amount: i64,
        /// Its code.
        code: Label,
    },
}

impl Tender {
    /// What the payment was worth.
    pub const fn amount(&self) -> i64 {
        match self {
            Self::Money { amount, .. } | Self::Points { amount, .. } | Self::Coupon { amount, .. } => *amount,
        }
    }

    /// The name of its kind in bodies and in stores.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Money { .. } => "money",
            Self::Points { .. } => "points",
            Self::Coupon { .. } => "coupon",
        }
    }
}
