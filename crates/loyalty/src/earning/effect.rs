//! What a rule gives.

use regulars_kernel::Decimal;

/// So many points for every so much. Points are whole points with decimals, as many as their type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointRate {
    /// The points.
    pub points: Decimal,
    /// For as much: minor units, or thousandths of the unit.
    pub per: i64,
    /// Whether a part of it gives nothing.
    pub whole: bool,
}

/// What a rule gives to a receipt in which it finds lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarningEffect {
    /// So many points, once. They belong to the lines by what these cost.
    Fixed {
        /// The points.
        points: Decimal,
    },
    /// Points for what the lines cost.
    PerAmount(PointRate),
    /// Points for how much of it was bought, such as 4.5 for a litre.
    PerQuantity(PointRate),
    /// So many hundredths of what the lines cost, as points of the same value: a type that pays has one. Otherwise a point for
    /// each unit of the currency.
    Percentage {
        /// Hundredths, such as 2.5.
        percent: Decimal,
    },
    /// As many times what the rules before it gave for the same lines in the same points, added to it: twice is a factor of 2,
    /// and adds as much again.
    Multiplier {
        /// The factor, 1 or more.
        factor: Decimal,
    },
}

impl EarningEffect {
    /// How many decimals the points have that it names. A type must have as many for what is given once.
    pub fn decimals(&self) -> u8 {
        match self {
            Self::Fixed { points } => points.decimals(),
            Self::PerAmount(_) | Self::PerQuantity(_) | Self::Percentage { .. } | Self::Multiplier { .. } => {
                0
            }
        }
    }
}
