//! How many points an effect gives for what counts of a receipt.

use regulars_kernel::{Currency, Decimal};

use super::effect::{EarningEffect, PointRate};
use super::fraction::Fraction;
use super::parts::Parts;
use crate::programme::point_type::{PointType, RoundingLevel};

/// As many as a decimal counts for one.
const MILLION: i128 = 1_000_000;

/// Points, in the smallest part of their type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// What belongs to each line, before the whole was rounded.
    pub parts: Parts,
    /// What all of them give.
    pub points: i128,
}

impl Reckoned {
    /// What an effect gives for what it measures. At most as many points as a rule may give, and no fewer than those of the other
    /// sign. None where the numbers are too large. What is given once is not rounded line by line: it would not be given whole.
    pub fn of(effect: &EarningEffect, kind: &PointType, currency: Currency, measure: &Parts) -> Option<Self> {
        let once = matches!(effect, EarningEffect::Fixed { .. });
        let (parts, points) = if kind.rounding_level == RoundingLevel::Line && !once {
            let parts = exactly(effect, kind, currency, measure)?.rounded(kind.rounding);
            let points = parts.sum()?.rounded(kind.rounding);
            (parts, points)
        } else {
            let together = exactly(effect, kind, currency, &measure.together()?)?;
            (measure.times(rate(effect, kind, currency)?)?, together.sum()?.rounded(kind.rounding))
        };
        let most = i128::from(PointType::MOST_POINTS) * i128::from(kind.scale.parts());
        Some(Self { parts, points: points.clamp(-most, most) })
    }
}

/// The points for each part of a measure, of its whole steps alone where no others count.
fn exactly(effect: &EarningEffect, kind: &PointType, currency: Currency, measure: &Parts) -> Option<Parts> {
    match effect {
        EarningEffect::PerAmount(PointRate { points, per, whole: true })
        | EarningEffect::PerQuantity(PointRate { points, per, whole: true }) => {
            measure.steps(*per)?.times(Fraction::new(millionths_of_parts(*points, kind), MILLION)?)
        }
        _ => measure.times(rate(effect, kind, currency)?),
    }
}

/// The points for one of what an effect measures.
fn rate(effect: &EarningEffect, kind: &PointType, currency: Currency) -> Option<Fraction> {
    match effect {
        EarningEffect::Fixed { points } => Fraction::new(millionths_of_parts(*points, kind), MILLION),
        EarningEffect::PerAmount(rate) | EarningEffect::PerQuantity(rate) => {
            Fraction::new(millionths_of_parts(rate.points, kind), MILLION * i128::from(rate.per))
        }
        EarningEffect::Percentage { percent } => {
            let (points, amount) = match kind.value {
                Some(value) if value.points > 0 && value.amount > 0 => (value.points, value.amount),
                _ => (kind.scale.parts(), currency.minor_units_in_one()),
            };
            let numerator = i128::from(percent.millionths()).checked_mul(i128::from(points))?;
            Fraction::new(numerator, 100 * MILLION * i128::from(amount))
        }
        EarningEffect::Multiplier { factor } => {
            Fraction::new(i128::from(factor.millionths()) - MILLION, MILLION)
        }
    }
}

/// Points, as millionths of the smallest part of their type.
fn millionths_of_parts(points: Decimal, kind: &PointType) -> i128 {
    i128::from(points.millionths()) * i128::from(kind.scale.parts())
}

#[cfg(test)]
#[path = "reckoned_tests.rs"]
mod tests;
