//! What a rule gives, on the wire.

use regulars_kernel::{Decimal, Quantity};
use regulars_loyalty::{EarningEffect, PointRate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;

/// What a rule gives to a receipt in which it finds lines. Points are whole points with decimals.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EarningEffectBody {
    /// So many points, once. They belong to the lines by what these cost.
    Fixed {
        /// The points; no more decimals than their type has.
        #[schema(pattern = "^[0-9]{1,10}([.][0-9]{1,6})?$", max_length = 17, example = "50")]
        points: String,
    },
    /// Points for what the lines cost.
    PerAmount {
        /// The points.
        #[schema(pattern = "^[0-9]{1,10}([.][0-9]{1,6})?$", max_length = 17, example = "1")]
        points: String,
        /// For each so many minor units of the merchant's currency.
        #[schema(minimum = 1, maximum = 1_000_000_000_000_i64, example = 10_000)]
        amount: i64,
        /// Whether a part of it gives nothing.
        #[serde(default)]
        whole: bool,
    },
    /// Points for how much of it was bought, such as 4.5 for a litre.
    PerQuantity {
        /// The points.
        #[schema(pattern = "^[0-9]{1,10}([.][0-9]{1,6})?$", max_length = 17, example = "4.5")]
        points: String,
        /// For each so much of the unit: a decimal with at most three places.
        #[schema(pattern = "^[0-9]{1,7}([.][0-9]{1,3})?$", max_length = 11, example = "1")]
        quantity: String,
        /// Whether a part of it gives nothing.
        #[serde(default)]
        whole: bool,
    },
    /// So many hundredths of what the lines cost, as points of the same value; a point for each unit of the currency where the
    /// points have none.
    Percentage {
        /// The hundredths.
        #[schema(pattern = "^[0-9]{1,4}([.][0-9]{1,6})?$", max_length = 11, example = "2.5")]
        percent: String,
    },
    /// As many times what the rules before it gave for the same lines in the same points, added to it: 2 adds as much again.
    Multiplier {
        /// The factor: more than 1.
        #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,6})?$", max_length = 10, example = "2")]
        factor: String,
    },
}

impl EarningEffectBody {
    /// The effect, or nothing after errors were noted below `place`.
    pub fn check(self, place: &str, invalid: &mut Invalid) -> Option<EarningEffect> {
        let mut decimal =
            |field: &str, text: String| invalid.check(&format!("{place}/{field}"), text.parse::<Decimal>());
        match self {
            Self::Fixed { points } => Some(EarningEffect::Fixed { points: decimal("points", points)? }),
            Self::Percentage { percent } => {
                Some(EarningEffect::Percentage { percent: decimal("percent", percent)? })
            }
            Self::Multiplier { factor } => {
                Some(EarningEffect::Multiplier { factor: decimal("factor", factor)? })
            }
            Self::PerAmount { points, amount, whole } => {
                let points = decimal("points", points);
                if amount < 1 {
                    invalid.add(format!("{place}/amount"), "too_small", "must be at least 1");
                    return None;
                }
                Some(EarningEffect::PerAmount(PointRate { points: points?, per: amount, whole }))
            }
            Self::PerQuantity { points, quantity, whole } => {
                let points = decimal("points", points);
                let quantity = invalid.check(&format!("{place}/quantity"), quantity.parse::<Quantity>());
                let per = quantity?.thousandths();
                Some(EarningEffect::PerQuantity(PointRate { points: points?, per, whole }))
            }
        }
    }
}

impl From<&EarningEffect> for EarningEffectBody {
    fn from(effect: &EarningEffect) -> Self {
        match *effect {
            EarningEffect::Fixed { points } => Self::Fixed { points: points.to_string() },
            EarningEffect::PerAmount(PointRate { points, per, whole }) => {
                Self::PerAmount { points: points.to_string(), amount: per, whole }
            }
            EarningEffect::PerQuantity(PointRate { points, per, whole }) => {
                let quantity = Decimal::from_millionths(per.saturating_mul(1_000)).to_string();
                Self::PerQuantity { points: points.to_string(), quantity, whole }
            }
            EarningEffect::Percentage { percent } => Self::Percentage { percent: percent.to_string() },
            EarningEffect::Multiplier { factor } => Self::Multiplier { factor: factor.to_string() },
        }
    }
}
