//! Lines of a receipt.

use regulars_kernel::{Currency, Label, Quantity};

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Goods or a service.
    Item,
    /// The difference that rounding the sum to coins makes.
    Rounding,
}

impl LineKind {
    /// The name in bodies and in stores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Rounding => "rounding",
        }
    }
}

/// One line of a receipt. Amounts are minor units of the receipt's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// What it stands for.
    pub kind: LineKind,
    /// The merchant's own number of the goods. An item has one.
    pub sku: Option<Label>,
    /// What the receipt calls the goods.
    pub name: Option<Label>,
    /// The merchant's category of the goods.
    pub category: Option<Label>,
    /// How much of it. Negative where goods or a deposit are handed back on the receipt.
    pub quantity: Quantity,
    /// What the quantity counts, such as `kg`.
    pub unit: Option<Label>,
    /// The price of one unit.
    pub unit_price: i64,
    /// What was taken off the line: of the sign of the quantity.
    pub discount: i64,
    /// What the line cost.
    pub total: i64,
}

impl ReceiptLine {
    /// The largest rounding of a receipt in that currency, up or down: five of it, as the largest cash roundings are.
    pub fn max_rounding(currency: Currency) -> i64 {
        5 * currency.minor_units_in_one()
    }

    /// Whether the line is goods or a deposit that the customer handed back.
    pub const fn is_handed_back(&self) -> bool {
        self.quantity.thousandths() < 0
    }

    /// The line that rounds a receipt by `amount`.
    pub const fn rounding(amount: i64) -> Self {
        Self {
            kind: LineKind::Rounding,
            sku: None,
            name: None,
            category: None,
            quantity: Quantity::from_thousandths(1000),
            unit: None,
            unit_price: amount,
            discount: 0,
            total: amount,
        }
    }
}
