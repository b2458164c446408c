//! The receipt that a refund means.

use chrono::Days;
use regulars_kernel::Date;

use crate::{Purchase, PurchaseName, ReceiptKey, ReceiptNumber, Source};

/// The receipt that a refund means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeantReceipt {
    /// The one of that name.
    Named(PurchaseName),
    /// The only one of that number.
    Numbered(NumberedReceipt),
}

/// A receipt of which only the number is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedReceipt {
    /// Where it was numbered.
    pub source: Source,
    /// Its number.
    pub number: ReceiptNumber,
    /// The day to which the till counts the refund.
    pub refunded_on: Date,
}

impl NumberedReceipt {
    /// For how many days before its refund a receipt is meant by its number alone.
    pub const DAYS: u32 = 400;

    /// The days to which a till may have counted the receipt, the last one first.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        let last = self.refunded_on;
        (0..=u64::from(Self::DAYS)).filter_map(move |back| last.checked_sub_days(Days::new(back)))
    }

    fn may_be(&self, key: &ReceiptKey) -> bool {
        let age = self.refunded_on.signed_duration_since(key.business_date).num_days();
        self.source == key.source && self.number == key.number && (0..=i64::from(Self::DAYS)).contains(&age)
    }
}

impl MeantReceipt {
    /// Whether `purchase` may be the one that is meant.
    pub fn may_be(&self, purchase: &Purchase) -> bool {
        match self {
            Self::Named(PurchaseName::Id(id)) => *id == purchase.id,
            Self::Named(PurchaseName::Receipt(key)) => *key == purchase.key,
            Self::Numbered(numbered) => numbered.may_be(&purchase.key),
        }
    }

    /// Whether the two cannot mean the same receipt. Of an id and a key nobody knows before the receipt comes.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        use MeantReceipt::{Named, Numbered};
        match (self, other) {
            (Named(PurchaseName::Id(one)), Named(PurchaseName::Id(other))) => one != other,
            (Named(PurchaseName::Receipt(one)), Named(PurchaseName::Receipt(other))) => one != other,
            (Numbered(numbered), Named(PurchaseName::Receipt(key)))
            | (Named(PurchaseName::Receipt(key)), Numbered(numbered)) => !numbered.may_be(key),
            (Numbered(one), Numbered(other)) => one != other,
            (Named(PurchaseName::Id(_)), _) | (_, Named(PurchaseName::Id(_))) => false,
        }
    }

    /// How it is told.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Named(PurchaseName::Id(id)) => id.to_string(),
            Self::Named(PurchaseName::Receipt(key)) => {
                format!("{} {} {}", key.source.as_str(), key.business_date, key.number.as_str())
            }
            Self::Numbered(numbered) => format!("{} {}", numbered.source.as_str(), numbered.number.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_means_a_receipt_of_the_day_or_of_the_four_hundred_days_before() {
        let numbered = NumberedReceipt {
            source: "till".parse().unwrap(),
            number: "7".parse().unwrap(),
            refunded_on: "2026-11-21".parse().unwrap(),
        };
        let days: Vec<Date> = numbered.days().collect();
        for (date, meant) in
            [("2026-11-22", false), ("2026-11-21", true), ("2025-10-17", true), ("2025-10-16", false)]
        {
            let business_date: Date = date.parse().unwrap();
            let key = ReceiptKey {
                source: numbered.source.clone(),
                business_date,
                number: numbered.number.clone(),
            };
            assert_eq!((numbered.may_be(&key), days.contains(&business_date)), (meant, meant), "{date}");
        }
    }
}
