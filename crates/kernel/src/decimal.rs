//! Exact decimals.

use std::fmt;
use std::str::FromStr;

/// A decimal with up to six decimals, kept as millionths, such as `-12.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// The text is not a decimal of at most twelve digits before the point and six behind it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a decimal such as \"12.5\", with at most 12 digits before the point and 6 behind it")]
pub struct InvalidDecimal;

impl Decimal {
    /// The most digits behind the point.
    pub const MAX_DECIMALS: u8 = 6;
    /// The most digits before the point.
    const MAX_WHOLE: usize = 12;

    /// Takes millionths from a store.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The number in millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// How many digits it has behind the point, without zeros at the end.
    pub fn decimals(self) -> u8 {
        let mut rest = self.0.unsigned_abs() % 1_000_000;
        let mut digits = if rest == 0 { 0 } else { Self::MAX_DECIMALS };
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        digits
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        let (sign, unsigned) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, Self::MAX_WHOLE) || !digits(fraction, usize::from(Self::MAX_DECIMALS)) {
            return Err(InvalidDecimal);
        }
        let millionths: i64 = format!("{whole}{fraction:0<6}").parse().or(Err(InvalidDecimal))?;
        Ok(Self(sign * millionths))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let millionths = self.0.unsigned_abs();
        let fraction = format!("{:06}", millionths % 1_000_000);
        match fraction.trim_end_matches('0') {
            "" => write!(formatter, "{sign}{}", millionths / 1_000_000),
            fraction => write!(formatter, "{sign}{}.{fraction}", millionths / 1_000_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_exact_and_printed_without_zeros_at_its_end() {
        for (text, printed, decimals) in [
            ("0", "0", 0),
            ("-0.0", "0", 0),
            ("12.50", "12.5", 1),
            ("-0.000001", "-0.000001", 6),
            ("007", "7", 0),
            ("999999999999.999999", "999999999999.999999", 6),
            ("100", "100", 0),
        ] {
            let decimal: Decimal = text.parse().unwrap();
            assert_eq!((decimal.to_string().as_str(), decimal.decimals()), (printed, decimals), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", "-", "+1", "1.", ".5", "1e3", "1,5", "--1", "1.0000001", "1000000000000", "NaN", "1 ", "٣"]
        {
            assert_eq!(text.parse::<Decimal>(), Err(InvalidDecimal), "{text:?}");
        }
    }
}
