//! Short texts that a till prints or reads.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{Actor, clean_text};

/// The text is empty, longer than 64 characters, or holds characters that do not print.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 64 printable characters")]
pub struct InvalidPrinted;

/// The most characters of such a text.
const LONGEST: usize = 64;

fn check(text: &str) -> Result<String, InvalidPrinted> {
    let cleaned = clean_text(text);
    let trimmed = cleaned.trim();
    let fits =
        !trimmed.is_empty() && trimmed.chars().count() <= LONGEST && !trimmed.chars().any(char::is_control);
    if fits { Ok(trimmed.to_owned()) } else { Err(InvalidPrinted) }
}

macro_rules! printed {
    ($($(#[$documentation:meta])* $name:ident)*) => {$(
        $(#[$documentation])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidPrinted;

            fn from_str(text: &str) -> Result<Self, InvalidPrinted> {
                check(text).map(Self)
            }
        }
    )*};
}

printed! {
    /// The number that a till prints on a receipt or on a refund.
    ReceiptNumber
    /// Where receipts are numbered: by default a terminal, whose id stays when the device is paired anew.
    Source
    /// What was read from a card, valid or not.
    ScannedCard
}

impl fmt::Debug for ReceiptNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for ScannedCard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[card]")
    }
}

impl Source {
    /// The source of receipts that name none.
    pub fn of(actor: Actor) -> Self {
        Self(match actor {
            Actor::Terminal(id) => id.to_string(),
            Actor::ApiKey(id) => format!("api-key:{id}"),
            Actor::User(id) => format!("user:{id}"),
            Actor::System => "system".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::ApiKeyId;

    use super::*;

    #[test]
    fn a_number_is_1_to_64_printable_characters() {
        let number: ReceiptNumber = " № 17/A ".parse().unwrap();
        assert_eq!(number.as_str(), "№ 17/A");
        assert!("ž".repeat(64).parse::<ReceiptNumber>().is_ok());
        for text in ["", "  ", "1\n2", "1\u{0}", &"ž".repeat(65)] {
            assert_eq!(text.parse::<ReceiptNumber>(), Err(InvalidPrinted), "{text:?}");
        }
    }

    #[test]
    fn the_source_of_a_key_fits() {
        let id: ApiKeyId = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let source = Source::of(Actor::ApiKey(id));
        assert_eq!(source.as_str(), "api-key:01930000-0000-7000-8000-000000000001");
        assert_eq!(source.as_str().parse(), Ok(source.clone()));
    }

    #[test]
    fn a_card_never_prints_itself() {
        assert_eq!(format!("{:?}", "9871234".parse::<ScannedCard>().unwrap()), "[card]");
    }
}
