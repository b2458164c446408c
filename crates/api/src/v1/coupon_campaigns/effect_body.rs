//! What a coupon takes off, or gives in points, on the wire.

use regulars_kernel::{Decimal, ProgrammeId};
use regulars_loyalty::{CouponEffect, CouponPoints, PointGift, PointTypeCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;

/// What a coupon takes off the lines that it means, or gives in points for them. Amounts are minor units of the merchant's currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CouponEffectBody {
    /// So many hundredths of what they cost.
    Percentage {
        /// The hundredths: more than 0, at most 100.
        #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,6})?$", max_length = 10, example = "10")]
        percent: String,
        /// And at most that.
        #[schema(minimum = 1, maximum = 1_000_000_000_000_i64, example = 50_000)]
        most: Option<i64>,
    },
    /// An amount, shared among them by what they cost; no more than they cost.
    Amount {
        /// The amount.
        #[schema(minimum = 1, maximum = 1_000_000_000_000_i64, example = 20_000)]
        amount: i64,
    },
    /// What they cost more than at this price of one.
    Price {
        /// The price of one.
        #[schema(minimum = 0, maximum = 1_000_000_000_000_i64, example = 9_900)]
        price: i64,
    },
    /// What the cheapest of them cost.
    FreeItems {
        /// How many pieces.
        #[schema(minimum = 1, maximum = 1_000, example = 1)]
        count: u32,
    },
    /// Of so many together what the cheapest cost: of each `buy` + `get` pieces, `get`.
    BuyAndGet {
        /// How many are paid for.
        #[schema(minimum = 1, maximum = 1_000, example = 2)]
        buy: u32,
        /// How many are not.
        #[schema(minimum = 1, maximum = 1_000, example = 1)]
        get: u32,
    },
    /// It takes nothing off: who is in the programme gets so many points more with the receipt. They are earned like others, and taken
    /// back by refunds with the lines that they were given for.
    BonusPoints {
        /// The programme.
        #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
        programme_id: Uuid,
        /// The code of the type of points.
        #[schema(pattern = "^[a-z][a-z0-9_]{0,39}$", max_length = 40, example = "points")]
        point_type: String,
        /// The points: whole points with decimals. They belong to the lines by what these cost.
        #[schema(pattern = "^[0-9]{1,10}([.][0-9]{1,6})?$", max_length = 17, example = "200")]
        points: String,
    },
    /// It takes nothing off: who is in the programme gets as many times the points that rules, multipliers apart, give for the lines.
    /// A factor of 2 adds as much again.
    PointsMultiplier {
        /// The programme.
        #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
        programme_id: Uuid,
        /// The code of the type of points.
        #[schema(pattern = "^[a-z][a-z0-9_]{0,39}$", max_length = 40, example = "points")]
        point_type: String,
        /// The factor: more than 1, at most 100.
        #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,6})?$", max_length = 10, example = "2")]
        factor: String,
    },
}

impl CouponEffectBody {
    /// The effect, or nothing after errors were noted below `/effect`.
    pub fn check(self, invalid: &mut Invalid) -> Option<CouponEffect> {
        Some(match self {
            Self::Percentage { percent, most } => {
                let percent = invalid.check("/effect/percent", percent.parse::<Decimal>())?;
                CouponEffect::Percentage { percent, most }
            }
            Self::Amount { amount } => CouponEffect::Amount { amount },
            Self::Price { price } => CouponEffect::Price { price },
            Self::FreeItems { count } => CouponEffect::FreeItems { count },
            Self::BuyAndGet { buy, get } => CouponEffect::BuyAndGet { buy, get },
            Self::BonusPoints { programme_id, point_type, points } => {
                let points = invalid.check("/effect/points", points.parse::<Decimal>()).map(PointGift::Bonus);
                of_points(programme_id, point_type, points, invalid)?
            }
            Self::PointsMultiplier { programme_id, point_type, factor } => {
                let factor = invalid.check("/effect/factor", factor.parse::<Decimal>());
                of_points(programme_id, point_type, factor.map(PointGift::Multiplier), invalid)?
            }
        })
    }
}

fn of_points(
    programme: Uuid,
    point_type: String,
    gift: Option<PointGift>,
    invalid: &mut Invalid,
) -> Option<CouponEffect> {
    let point_type = invalid.check("/effect/point_type", point_type.parse::<PointTypeCode>())?;
    let programme = ProgrammeId::new(programme);
    Some(CouponEffect::Points(CouponPoints { programme, point_type, gift: gift? }))
}

impl From<&CouponEffect> for CouponEffectBody {
    fn from(effect: &CouponEffect) -> Self {
        match effect {
            CouponEffect::Percentage { percent, most } => {
                Self::Percentage { percent: percent.to_string(), most: *most }
            }
            CouponEffect::Amount { amount } => Self::Amount { amount: *amount },
            CouponEffect::Price { price } => Self::Price { price: *price },
            CouponEffect::FreeItems { count } => Self::FreeItems { count: *count },
            CouponEffect::BuyAndGet { buy, get } => Self::BuyAndGet { buy: *buy, get: *get },
            CouponEffect::Points(CouponPoints { programme, point_type, gift }) => {
                let (programme_id, point_type) = (programme.value(), point_type.to_string());
                match gift {
                    PointGift::Bonus(points) => {
                        Self::BonusPoints { programme_id, point_type, points: points.to_string() }
                    }
                    PointGift::Multiplier(factor) => {
                        Self::PointsMultiplier { programme_id, point_type, factor: factor.to_string() }
                    }
                }
            }
        }
    }
}
