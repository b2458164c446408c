//! Quantities of goods.

use std::fmt;
use std::str::FromStr;

use crate::clean_code;

/// A quantity with up to three decimals, kept as thousandths, such as `10.250` litres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// The text is not a positive quantity with at most three decimals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a positive decimal with at most three decimals, such as \"10.250\", and at most 1000000")]
pub struct InvalidQuantity;

/// The text is not a quantity other than zero with at most three decimals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be a decimal other than 0 with at most three decimals, such as \"10.250\" or \"-1\", of at most 1000000"
)]
pub struct InvalidSignedQuantity;

impl Quantity {
    /// The largest quantity, in thousandths.
    pub const MAX_THOUSANDTHS: i64 = 1_000_000_000;

    /// Takes thousandths from a store.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Reads a quantity that may be negative, such as `-1` for a bottle handed back.
    pub fn parse_signed(text: &str) -> Result<Self, InvalidSignedQuantity> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let positive: Self = digits.parse().or(Err(InvalidSignedQuantity))?;
        Ok(Self(sign * positive.0))
    }

    /// The quantity in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl FromStr for Quantity {
    type Err = InvalidQuantity;

    fn from_str(text: &str) -> Result<Self, InvalidQuantity> {
        let text = clean_code(text);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 7) || !digits(fraction, 3) {
            return Err(InvalidQuantity);
        }
        let thousandths: i64 = format!("{whole}{fraction:0<3}").parse().or(Err(InvalidQuantity))?;
        if thousandths == 0 || thousandths > Self::MAX_THOUSANDTHS {
            return Err(InvalidQuantity);
        }
        Ok(Self(thousandths))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let thousandths = self.0.unsigned_abs();
        write!(formatter, "{sign}{}.{:03}", thousandths / 1000, thousandths % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_reads_and_prints_three_decimals() {
        for (text, printed) in
            [("1", "1.000"), ("10.250", "10.250"), ("0.5", "0.500"), ("1000000", "1000000.000")]
        {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn a_signed_quantity_may_be_negative_and_nothing_else_is_new() {
        for (text, printed) in [("-1", "-1.000"), ("-0.5", "-0.500"), ("10.250", "10.250")] {
            assert_eq!(Quantity::parse_signed(text).unwrap().to_string(), printed);
        }
        for text in ["", "-", "--1", "-0", "0", "+1", "-1000000.001"] {
            assert_eq!(Quantity::parse_signed(text), Err(InvalidSignedQuantity), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "0",
            "0.000",
            "-1",
            "+1",
            "1.",
            ".5",
            "1.2345",
            "1e3",
            "1000000.001",
            "99999999",
            "NaN",
            "1 x",
        ] {
            assert_eq!(text.parse::<Quantity>(), Err(InvalidQuantity), "{text:?}");
        }
    }
}
