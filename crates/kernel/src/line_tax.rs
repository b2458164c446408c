//! The tax on a line of an invoice or an offer.

use std::fmt;
use std::str::FromStr;

use crate::Decimal;

crate::named! {
    /// How a line is taxed: those of the categories of EN 16931 (UNCL 5305) that a shop needs.
    TaxCategory {
        /// At some rate above zero: `S`.
        Standard = "standard",
        /// At a rate of zero: `Z`.
        ZeroRated = "zero_rated",
        /// Exempt, for a reason that the invoice names: `E`.
        Exempt = "exempt",
        /// The buyer owes the tax (reverse charge): `AE`.
        ReverseCharge = "reverse_charge",
        /// Goods for a business in another country of the Union: `K`.
        IntraCommunity = "intra_community",
        /// Goods for a country outside of the Union: `G`.
        Export = "export",
        /// Not under the tax at all, such as everything of who is too small for it: `O`.
        OutsideScope = "outside_scope",
    }
}

impl TaxCategory {
    /// The code of UNCL 5305.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::ZeroRated => "Z",
            Self::Exempt => "E",
            Self::ReverseCharge => "AE",
            Self::IntraCommunity => "K",
            Self::Export => "G",
            Self::OutsideScope => "O",
        }
    }

    /// The code of the reason why there is no tax (VATEX), where the category says it.
    pub const fn exemption_code(self) -> Option<&'static str> {
        match self {
            Self::Standard | Self::ZeroRated | Self::Exempt => None,
            Self::ReverseCharge => Some("VATEX-EU-AE"),
            Self::IntraCommunity => Some("VATEX-EU-IC"),
            Self::Export => Some("VATEX-EU-G"),
            Self::OutsideScope => Some("VATEX-EU-O"),
        }
    }

    /// Whether the buyer must be known by a number of value added tax (BR-AE-2, BR-IC-2).
    pub const fn needs_buyer_number(self) -> bool {
        matches!(self, Self::ReverseCharge | Self::IntraCommunity)
    }
}

/// A percentage with at most two decimals, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxPercent(i64);

/// The text is no such percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a decimal from 0 to 100 with at most two places, such as \"20\"")]
pub struct InvalidTaxPercent;

impl TaxPercent {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Takes hundredths from a store.
    pub fn from_hundredths(hundredths: i64) -> Result<Self, InvalidTaxPercent> {
        if (0..=10_000).contains(&hundredths) { Ok(Self(hundredths)) } else { Err(InvalidTaxPercent) }
    }

    /// The percentage in hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl FromStr for TaxPercent {
    type Err = InvalidTaxPercent;

    fn from_str(text: &str) -> Result<Self, InvalidTaxPercent> {
        let millionths = text.parse::<Decimal>().or(Err(InvalidTaxPercent))?.millionths();
        if millionths % 10_000 != 0 {
            return Err(InvalidTaxPercent);
        }
        Self::from_hundredths(millionths / 10_000)
    }
}

impl fmt::Display for TaxPercent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// How a line is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineTax {
    category: TaxCategory,
    percent: TaxPercent,
}

/// Why a category and a percentage do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TaxFault {
    /// The standard category has a rate above zero (EN 16931, BR-S-05).
    #[error("must be above zero for the category standard")]
    NoRate,
    /// The others have none (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05).
    #[error("must be zero or absent for every category but standard")]
    RateWithoutTax,
}

impl LineTax {
    /// A category with its percentage.
    pub fn new(category: TaxCategory, percent: TaxPercent) -> Result<Self, TaxFault> {
        match (category, percent == TaxPercent::ZERO) {
            (TaxCategory::Standard, true) => Err(TaxFault::NoRate),
            (TaxCategory::Standard, false) => Ok(Self { category, percent }),
            (_, true) => Ok(Self { category, percent }),
            (_, false) => Err(TaxFault::RateWithoutTax),
        }
    }

    /// The category.
    pub const fn category(self) -> TaxCategory {
        self.category
    }

    /// The percentage.
    pub const fn percent(self) -> TaxPercent {
        self.percent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_has_two_decimals_at_most() {
        for (text, shown) in [("20", "20.00"), ("0", "0.00"), ("5.5", "5.50"), ("100", "100.00")] {
            assert_eq!(text.parse::<TaxPercent>().unwrap().to_string(), shown);
        }
        for text in ["", "-1", "100.01", "5.555", "x", "5,5"] {
            assert_eq!(text.parse::<TaxPercent>(), Err(InvalidTaxPercent), "{text}");
        }
    }

    #[test]
    fn only_the_standard_category_has_a_rate() {
        let twenty: TaxPercent = "20".parse().unwrap();
        for category in TaxCategory::ALL.iter().copied() {
            let is_standard = category == TaxCategory::Standard;
            assert_eq!(LineTax::new(category, twenty).is_ok(), is_standard);
            assert_eq!(LineTax::new(category, TaxPercent::ZERO).is_ok(), !is_standard);
        }
    }
}
