//! What a coupon takes off, on the wire.

use regulars_kernel::Decimal;
use regulars_loyalty::CouponEffect;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;

/// What a coupon takes off the lines that it means. Amounts are minor units of the merchant's currency.
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
        })
    }
}

impl From<&CouponEffect> for CouponEffectBody {
    fn from(effect: &CouponEffect) -> Self {
        match *effect {
            CouponEffect::Percentage { percent, most } => {
                Self::Percentage { percent: percent.to_string(), most }
            }
            CouponEffect::Amount { amount } => Self::Amount { amount },
            CouponEffect::Price { price } => Self::Price { price },
            CouponEffect::FreeItems { count } => Self::FreeItems { count },
            CouponEffect::BuyAndGet { buy, get } => Self::BuyAndGet { buy, get },
        }
    }
}
