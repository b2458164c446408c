//! Money on the wire.

use regulars_kernel::Money;
use serde::Serialize;
use utoipa::ToSchema;

/// An amount of money.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MoneyBody {
    /// Minor units, such as para or cents.
    #[schema(example = 1_234_500)]
    pub amount: i64,
    /// ISO 4217 code.
    #[schema(example = "RSD")]
    pub currency: String,
}

impl From<Money> for MoneyBody {
    fn from(money: Money) -> Self {
        Self { amount: money.amount, currency: money.currency.code().to_owned() }
    }
}
