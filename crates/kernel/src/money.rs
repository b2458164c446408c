//! Money is integer minor units and a currency. Never a float.

use crate::Currency;

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units, such as para or cents; negative where money goes back.
    pub amount: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

impl Money {
    /// The largest amount that is taken, in minor units. Far above any receipt, and low enough that a sum of every
    /// receipt of a merchant stays inside 64 bits.
    pub const MAX_AMOUNT: i64 = 1_000_000_000_000;

    /// An amount in minor units.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The amount as a decimal in units of the currency, such as `-123.05`.
    pub fn decimal(self) -> String {
        let decimals = usize::try_from(self.currency.decimals()).unwrap_or_default();
        let digits = format!("{:0>width$}", self.amount.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if self.amount < 0 { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}
