//! Money on the wire.

use std::fmt;

use regulars_kernel::{Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount of money in minor units.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyBody {
    /// Minor units, such as para or cents.
    #[schema(example = 12345, minimum = -1_000_000_000_000_i64, maximum = 1_000_000_000_000_i64)]
    pub amount: i64,
    /// ISO 4217 code.
    #[schema(example = "RSD", pattern = "^[A-Z]{3}$")]
    pub currency: String,
}

impl From<Money> for MoneyBody {
    fn from(Money { amount, currency }: Money) -> Self {
        Self { amount, currency: currency.code().to_owned() }
    }
}

/// An amount in a receipt: money, or bare minor units in the receipt's currency.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AmountBody {
    /// Minor units in the receipt's currency.
    Minor(i64),
    /// Money, in the receipt's currency.
    Money(MoneyBody),
}

/// The amount is in another currency than its receipt.
#[derive(Debug)]
pub struct OtherCurrency(Currency);

impl fmt::Display for OtherCurrency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "must be in {}, the currency of the receipt", self.0)
    }
}

impl AmountBody {
    /// The minor units of an amount in `currency`.
    pub fn minor_units(&self, currency: Currency) -> Result<i64, OtherCurrency> {
        match self {
            Self::Minor(amount) => Ok(*amount),
            Self::Money(money) if money.currency == currency.code() => Ok(money.amount),
            Self::Money(_) => Err(OtherCurrency(currency)),
        }
    }
}
