//! A line of an offer.

use regulars_kernel::{Label, LineTax, Money, Personal, PriceAgreementId, Quantity};

use crate::DiscountPercent;

/// What is offered, how much of it, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferLine {
    /// The number of the goods, as receipts have it.
    pub sku: Option<Label>,
    /// Their category.
    pub category: Option<Label>,
    /// What they are called.
    pub description: Personal<Label>,
    /// How much of them.
    pub quantity: Quantity,
    /// In which unit.
    pub unit: Option<Label>,
    /// The price of one with its tax, in minor units of the offer's currency.
    pub unit_price: i64,
    /// What is taken off.
    pub discount: Option<DiscountPercent>,
    /// How it is taxed.
    pub tax: Option<LineTax>,
    /// The agreement from which the price or the discount was drawn.
    pub agreement: Option<PriceAgreementId>,
}

impl OfferLine {
    /// What the line comes to in minor units: quantity by price less the discount, to the nearest unit, of two that are as near the
    /// larger one. None when that is more than money can be.
    pub fn total(&self) -> Option<i64> {
        const PARTS: i128 = 1_000 * 10_000;
        let left = 10_000 - self.discount.map_or(0, DiscountPercent::hundredths);
        let exact = i128::from(self.quantity.thousandths()) * i128::from(self.unit_price) * i128::from(left);
        let total = i64::try_from((exact + PARTS / 2) / PARTS).ok()?;
        (total <= Money::MAX_AMOUNT).then_some(total)
    }

    /// The price of one less the discount. None where that is no whole number of minor units: rounded it would be another price than
    /// the one that was offered.
    pub fn exact_net_price(&self) -> Option<i64> {
        let left = 10_000 - self.discount.map_or(0, DiscountPercent::hundredths);
        let exact = i128::from(self.unit_price) * i128::from(left);
        if exact % 10_000 == 0 { i64::try_from(exact / 10_000).ok() } else { None }
    }
}

/// What is said of the discount of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineDiscount {
    /// Nothing: the one that was agreed upon, where one was.
    #[default]
    AsAgreed,
    /// None is given.
    None,
    /// This one is given.
    Percent(DiscountPercent),
}

/// A line as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOfferLine {
    /// The number of the goods, as receipts have it.
    pub sku: Option<Label>,
    /// Their category.
    pub category: Option<Label>,
    /// What they are called.
    pub description: Personal<Label>,
    /// How much of them.
    pub quantity: Quantity,
    /// In which unit.
    pub unit: Option<Label>,
    /// The price of one with its tax, in minor units of the offer's currency; the one that was agreed upon when nothing is said.
    pub unit_price: Option<i64>,
    /// What is taken off.
    pub discount: LineDiscount,
    /// How it is taxed.
    pub tax: Option<LineTax>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: &str, unit_price: i64, discount: Option<&str>) -> OfferLine {
        OfferLine {
            sku: None,
            category: None,
            description: Personal::new("Hleb".parse().unwrap()),
            quantity: quantity.parse().unwrap(),
            unit: None,
            unit_price,
            discount: discount.map(|percent| percent.parse().unwrap()),
            tax: None,
            agreement: None,
        }
    }

    #[test]
    fn a_line_comes_to_quantity_by_price_less_the_discount_rounded_once() {
        assert_eq!(line("20", 9_500, None).total(), Some(190_000));
        assert_eq!(line("20", 9_500, Some("12.5")).total(), Some(166_250));
        assert_eq!(line("0.333", 100, None).total(), Some(33));
        // 0.5 by 99 less a half is 24.75, and 0.5 by 99 rounded first would be 25 (49.5 → 50 → 25).
        assert_eq!(line("0.5", 99, Some("50")).total(), Some(25));
        assert_eq!(line("0.005", 100, None).total(), Some(1));
        assert_eq!(line("3", 1, Some("100")).total(), Some(0));
        assert_eq!(line("1000000", Money::MAX_AMOUNT, None).total(), None);
        assert_eq!(line("1", Money::MAX_AMOUNT, None).total(), Some(Money::MAX_AMOUNT));
        let net = |unit_price, discount| line("7", unit_price, discount).exact_net_price();
        assert_eq!(
            (net(990, Some("10")), net(999, None), net(999, Some("100"))),
            (Some(891), Some(999), Some(0))
        );
        assert_eq!((net(999, Some("10")), net(1_999, Some("12.5")), net(1, Some("50"))), (None, None, None));
    }
}
