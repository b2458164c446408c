//! What a coupon takes off.

use regulars_kernel::{Decimal, Money};

use super::campaign::is_share;

/// What a coupon takes off the lines that it means. Amounts are minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CouponEffect {
    /// So many hundredths of what they cost.
    Percentage {
        /// Hundredths, more than 0 and at most 100.
        percent: Decimal,
        /// And at most that.
        most: Option<i64>,
    },
    /// An amount, shared among them by what they cost; no more than they cost.
    Amount {
        /// The amount.
        amount: i64,
    },
    /// What they cost more than at this price of one.
    Price {
        /// The price of one.
        price: i64,
    },
    /// What the cheapest of them cost.
    FreeItems {
        /// How many pieces.
        count: u32,
    },
    /// Of so many together what the cheapest cost: of each `buy` + `get` pieces, `get`.
    BuyAndGet {
        /// How many are paid for.
        buy: u32,
        /// How many are not.
        get: u32,
    },
}

impl CouponEffect {
    /// The most pieces that an effect names.
    pub const MOST_PIECES: u32 = 1_000;

    /// What is wrong with it, by the path of the field.
    pub(super) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let is_amount = |amount: i64| (1..=Money::MAX_AMOUNT).contains(&amount);
        let is_count = |count: u32| (1..=Self::MOST_PIECES).contains(&count);
        let amount = "must be from 1 to 1000000000000";
        let count = "must be from 1 to 1000";
        let checked: Vec<(bool, &'static str, &'static str)> = match *self {
            Self::Percentage { percent, most } => vec![
                (is_share(percent), "effect/percent", "must be more than 0 and at most 100"),
                (most.is_none_or(is_amount), "effect/most", amount),
            ],
            Self::Amount { amount: taken } => vec![(is_amount(taken), "effect/amount", amount)],
            Self::Price { price } => {
                let fits = (0..=Money::MAX_AMOUNT).contains(&price);
                vec![(fits, "effect/price", "must be from 0 to 1000000000000")]
            }
            Self::FreeItems { count: pieces } => vec![(is_count(pieces), "effect/count", count)],
            Self::BuyAndGet { buy, get } => {
                vec![(is_count(buy), "effect/buy", count), (is_count(get), "effect/get", count)]
            }
        };
        checked.into_iter().filter(|(fits, ..)| !fits).map(|(_, path, text)| (path, text)).collect()
    }
}
