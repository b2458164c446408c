//! The number of an invoice.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{clean_code, clean_text};

/// The number of an invoice as it is printed, 1 to 40 characters. Two numbers are the same one when they differ in white space
/// and in the case of letters alone, since that is how people copy them.
#[derive(Clone, Debug)]
pub struct InvoiceNumber {
    printed: String,
    key: String,
}

/// The text is no number of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {} printable characters", InvoiceNumber::MAX_LENGTH)]
pub struct InvalidInvoiceNumber;

impl InvoiceNumber {
    /// The most characters.
    pub const MAX_LENGTH: usize = 40;

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.printed
    }

    /// What it is known again by: without white space, in upper case.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl PartialEq for InvoiceNumber {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for InvoiceNumber {}

impl FromStr for InvoiceNumber {
    type Err = InvalidInvoiceNumber;

    fn from_str(text: &str) -> Result<Self, InvalidInvoiceNumber> {
        let cleaned = clean_text(text);
        let printed = cleaned.trim();
        let fits = printed.chars().count() <= Self::MAX_LENGTH && !printed.chars().any(char::is_control);
        let key = clean_code(printed).to_uppercase();
        if !fits || key.is_empty() {
            return Err(InvalidInvoiceNumber);
        }
        Ok(Self { printed: printed.to_owned(), key })
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_again_however_it_is_copied() {
        let number: InvoiceNumber = " f-17 / 2026 ".parse().unwrap();
        assert_eq!((number.as_str(), number.key()), ("f-17 / 2026", "F-17/2026"));
        assert_eq!(number, "F-17/2026".parse().unwrap());
        assert_ne!(number, "F-17/2025".parse().unwrap());
    }

    #[test]
    fn what_does_not_print_is_no_number() {
        assert!("ž".repeat(40).parse::<InvoiceNumber>().is_ok());
        for text in ["", "  ", "1\n2", "\u{200b}", &"ž".repeat(41)] {
            assert_eq!(text.parse::<InvoiceNumber>(), Err(InvalidInvoiceNumber), "{text:?}");
        }
    }
}
