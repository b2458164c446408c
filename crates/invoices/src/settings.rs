//! What a merchant sets about its invoices.

use std::str::FromStr;

use chrono::Days;
use regulars_kernel::{Date, Label, clean_text};

use crate::{LineTax, ReminderDays};

/// What stands before the year in numbers of the merchant's own series: none, or up to 12 letters, digits and marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberPrefix(String);

/// The text cannot stand before numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be at most {} letters, digits and -, /, . or _", NumberPrefix::MAX_LENGTH)]
pub struct InvalidPrefix;

impl NumberPrefix {
    /// The most characters.
    pub const MAX_LENGTH: usize = 12;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NumberPrefix {
    type Err = InvalidPrefix;

    fn from_str(text: &str) -> Result<Self, InvalidPrefix> {
        let cleaned = clean_text(text);
        let is_fit = |letter: char| letter.is_alphanumeric() || "-/._".contains(letter);
        let fits = cleaned.chars().count() <= Self::MAX_LENGTH && cleaned.chars().all(is_fit);
        if fits { Ok(Self(cleaned)) } else { Err(InvalidPrefix) }
    }
}

/// How many days after its issue an invoice is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentDays(u16);

impl PaymentDays {
    /// The most.
    pub const MAX: u16 = 365;
    /// What holds until the merchant says otherwise.
    pub const USUAL: Self = Self(15);

    /// So many days; none when they are too many.
    pub const fn new(days: u16) -> Option<Self> {
        if days <= Self::MAX { Some(Self(days)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The day by which an invoice of that day is due.
    pub fn after(self, issued_on: Date) -> Date {
        issued_on.checked_add_days(Days::new(self.0.into())).unwrap_or(issued_on)
    }
}

/// What a merchant sets about its invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceSettings {
    /// What stands before the year in numbers of its own series.
    pub number_prefix: NumberPrefix,
    /// How many days after its issue an invoice is due that says nothing else.
    pub payment_days: PaymentDays,
    /// How lines are taxed that say nothing else.
    pub tax: Option<LineTax>,
    /// Why lines bear no tax that are exempt from it.
    pub exemption_reason: Option<Label>,
    /// The number under which the merchant pays value added tax, with the country in front (BT-31).
    pub tax_id: Option<Label>,
    /// The number under which the merchant is registered as a business (BT-30).
    pub registration_id: Option<Label>,
    /// The account to which invoices are paid, such as an IBAN (BT-84).
    pub payment_account: Option<Label>,
    /// On which days customers are reminded.
    pub reminder_days: ReminderDays,
}

impl Default for InvoiceSettings {
    fn default() -> Self {
        Self {
            number_prefix: NumberPrefix::default(),
            payment_days: PaymentDays::USUAL,
            tax: None,
            exemption_reason: None,
            tax_id: None,
            registration_id: None,
            payment_account: None,
            reminder_days: ReminderDays::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_short_and_plain() {
        for text in ["", "F-", "РН/", "INV.2_"] {
            assert_eq!(text.parse::<NumberPrefix>().unwrap().as_str(), text);
        }
        for text in ["F 1", "=1", "a\nb", "1234567890123"] {
            assert_eq!(text.parse::<NumberPrefix>(), Err(InvalidPrefix), "{text:?}");
        }
    }

    #[test]
    fn an_invoice_is_due_so_many_days_after_its_issue() {
        let issued_on: Date = "2026-11-21".parse().unwrap();
        assert_eq!(PaymentDays::USUAL.after(issued_on), "2026-12-06".parse().unwrap());
        assert_eq!(PaymentDays::new(366), None);
    }
}
