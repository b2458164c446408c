//! A receipt as rules see it.

use chrono::NaiveDateTime;
use regulars_kernel::{Label, StoreId, TerminalId};

use super::circumstances::Circumstances;
use super::trigger::EarningTrigger;

/// The method of money by which a gift card pays, without what is written between its words.
const GIFT_CARD: &str = "giftcard";

/// Whether a method of money is a gift card, however it is written: `gift_card`, `Gift Card`, `gift-card` or `giftcard`.
pub(super) fn is_gift_card(method: &str) -> bool {
    let letters = method.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'));
    letters.flat_map(char::to_lowercase).eq(GIFT_CARD.chars())
}

/// A line of goods or of a service. What rounds the receipt is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFacts {
    /// Its number on the receipt, from 1.
    pub number: u32,
    /// The merchant's own number of the goods.
    pub sku: Option<Label>,
    /// The merchant's category of the goods; `fuel/diesel` is under `fuel`.
    pub category: Option<Label>,
    /// What the quantity counts.
    pub unit: Option<Label>,
    /// How much of it, in thousandths. Negative where goods are handed back on the receipt.
    pub quantity: i64,
    /// What it cost, in minor units. Negative where the quantity is.
    pub total: i64,
    /// The tax that is in it, in hundredths of a percent; 0 where none is told.
    pub tax: i64,
}

/// How a part of a receipt was paid, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TenderFacts {
    /// With money, by that method.
    Money(i64, Option<Label>),
    /// With points.
    Points(i64),
    /// With a coupon.
    Coupon(i64),
}

/// A receipt, or an invoice, as rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// What has happened to it.
    pub trigger: EarningTrigger,
    /// The store in which it was.
    pub store: Option<StoreId>,
    /// The terminal that recorded it.
    pub terminal: Option<TerminalId>,
    /// What the clock on the merchant's wall showed at the instant as of which it counts.
    pub at: NaiveDateTime,
    /// What was bought.
    pub lines: Vec<LineFacts>,
    /// The sum of the receipt.
    pub total: i64,
    /// How it was paid.
    pub tenders: Vec<TenderFacts>,
    /// What rules ask beside it.
    pub circumstances: Circumstances,
}

impl ReceiptView {
    /// What points paid, in minor units.
    pub fn paid_with_points(&self) -> i64 {
        self.tenders
            .iter()
            .map(|tender| if let TenderFacts::Points(amount) = tender { *amount } else { 0 })
            .sum()
    }

    /// What gift cards paid, in minor units. They earned when they were bought, if they did.
    pub fn paid_with_gift_cards(&self) -> i64 {
        let of_cards = |tender: &TenderFacts| match tender {
            TenderFacts::Money(amount, Some(method)) if is_gift_card(method.as_str()) => *amount,
            TenderFacts::Money(..) | TenderFacts::Points(_) | TenderFacts::Coupon(_) => 0,
        };
        self.tenders.iter().map(of_cards).sum()
    }

    /// What coupons paid, in minor units.
    pub fn paid_with_coupons(&self) -> i64 {
        self.tenders
            .iter()
            .map(|tender| if let TenderFacts::Coupon(amount) = tender { *amount } else { 0 })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gift_card_is_one_however_it_is_written() {
        for method in
            ["gift_card", "Gift_Card", "gift card", " GIFT  CARD ", "giftcard", "gift-card", "Gift_ Card"]
        {
            assert!(is_gift_card(method), "{method}");
        }
        for method in ["", "gift", "gift_cards", "card", "gift.card", "gift card 2"] {
            assert!(!is_gift_card(method), "{method}");
        }
    }
}
