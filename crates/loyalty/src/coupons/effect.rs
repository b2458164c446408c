//! What a coupon takes off, or gives in points.

use regulars_kernel::{Decimal, Money, ProgrammeId};

use super::campaign::is_share;
use crate::programme::point_type::{PointType, PointTypeCode};

/// How many points a coupon gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointGift {
    /// So many, once: whole points with decimals. They belong to the lines that it means by what these cost.
    Bonus(Decimal),
    /// As many times what rules that are no multipliers gave for the lines that it means, added to it: twice is a factor of 2, and adds
    /// as much again.
    Multiplier(Decimal),
}

/// What a coupon gives in points, beside what the rules of the programme give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponPoints {
    /// The programme.
    pub programme: ProgrammeId,
    /// The type of points.
    pub point_type: PointTypeCode,
    /// How many.
    pub gift: PointGift,
}

/// What a coupon takes off the lines that it means, or gives in points for them. Amounts are minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// It takes nothing off, and gives points.
    Points(CouponPoints),
}

impl CouponEffect {
    /// The most pieces that an effect names.
    pub const MOST_PIECES: u32 = 1_000;

    /// What it gives in points, if it does.
    pub const fn points(&self) -> Option<&CouponPoints> {
        match self {
            Self::Points(points) => Some(points),
            Self::Percentage { .. }
            | Self::Amount { .. }
            | Self::Price { .. }
            | Self::FreeItems { .. }
            | Self::BuyAndGet { .. } => None,
        }
    }

    /// What is wrong with it, by the path of the field.
    pub(super) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let is_amount = |amount: i64| (1..=Money::MAX_AMOUNT).contains(&amount);
        let is_count = |count: u32| (1..=Self::MOST_PIECES).contains(&count);
        let amount = "must be from 1 to 1000000000000";
        let count = "must be from 1 to 1000";
        let checked: Vec<(bool, &'static str, &'static str)> = match self {
            Self::Percentage { percent, most } => vec![
                (is_share(*percent), "effect/percent", "must be more than 0 and at most 100"),
                (most.is_none_or(is_amount), "effect/most", amount),
            ],
            Self::Amount { amount: taken } => vec![(is_amount(*taken), "effect/amount", amount)],
            Self::Price { price } => {
                let fits = (0..=Money::MAX_AMOUNT).contains(price);
                vec![(fits, "effect/price", "must be from 0 to 1000000000000")]
            }
            Self::FreeItems { count: pieces } => vec![(is_count(*pieces), "effect/count", count)],
            Self::BuyAndGet { buy, get } => {
                vec![(is_count(*buy), "effect/buy", count), (is_count(*get), "effect/get", count)]
            }
            Self::Points(CouponPoints { gift: PointGift::Bonus(points), .. }) => {
                let fits = (1..=PointType::MOST_POINTS * 1_000_000).contains(&points.millionths());
                vec![(fits, "effect/points", "must be more than 0, and at most 1000000000")]
            }
            Self::Points(CouponPoints { gift: PointGift::Multiplier(factor), .. }) => {
                let fits = (1_000_001..=100_000_000).contains(&factor.millionths());
                vec![(fits, "effect/factor", "must be more than 1, and at most 100")]
            }
        };
        checked.into_iter().filter(|(fits, ..)| !fits).map(|(_, path, text)| (path, text)).collect()
    }
}
