//! A discount in percent.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::Decimal;

/// What is taken off a price: a percentage above 0, up to 100, with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiscountPercent(i64);

/// The text is no such percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a decimal above 0, up to 100, with at most two places, such as \"12.5\"")]
pub struct InvalidDiscount;

impl DiscountPercent {
    /// Takes hundredths from a store.
    pub fn from_hundredths(hundredths: i64) -> Result<Self, InvalidDiscount> {
        if (1..=10_000).contains(&hundredths) { Ok(Self(hundredths)) } else { Err(InvalidDiscount) }
    }

    /// The percentage in hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// What is left of a price in minor units: to the nearest one, of two that are as near the one further from zero.
    pub fn taken_off(self, price: i64) -> i64 {
        let left = i128::from(price) * i128::from(10_000 - self.0);
        let half = if left < 0 { -5_000 } else { 5_000 };
        i64::try_from((left + half) / 10_000).unwrap_or(price)
    }
}

impl FromStr for DiscountPercent {
    type Err = InvalidDiscount;

    fn from_str(text: &str) -> Result<Self, InvalidDiscount> {
        let millionths = text.parse::<Decimal>().or(Err(InvalidDiscount))?.millionths();
        if millionths % 10_000 != 0 {
            return Err(InvalidDiscount);
        }
        Self::from_hundredths(millionths / 10_000)
    }
}

impl fmt::Display for DiscountPercent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_a_part_of_a_price() {
        let off = |percent: &str, price| percent.parse::<DiscountPercent>().unwrap().taken_off(price);
        assert_eq!((off("12.5", 10_000), off("100", 999), off("0.01", 10_000)), (8_750, 0, 9_999));
        // Half a minor unit is rounded up.
        assert_eq!((off("50", 1), off("50", 3), off("33.33", 100)), (1, 2, 67));
        assert_eq!("12.5".parse::<DiscountPercent>().unwrap().to_string(), "12.50");
        for text in ["0", "-1", "100.01", "1.555", "", "x", "12,5"] {
            assert_eq!(text.parse::<DiscountPercent>(), Err(InvalidDiscount), "{text}");
        }
    }
}
