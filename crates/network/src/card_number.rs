//! Numbers of cards.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{Environment, clean_code};

/// The number of a card, as its barcode says it: 4 to 32 letters and digits in upper case. `Debug` prints it redacted,
/// because a number leads to a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardNumber(String);

/// The text is not the number of a card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 4 to 32 letters and digits")]
pub struct InvalidCardNumber;

impl CardNumber {
    /// The fewest letters and digits.
    pub const MIN_LENGTH: usize = 4;
    /// The most letters and digits.
    pub const MAX_LENGTH: usize = 32;
    /// Random digits of a number that the platform issues, between the leading `2` and the check digit.
    const RANDOM_DIGITS: usize = 11;

    /// A fresh number: an EAN-13 of the range that GS1 leaves to the use inside a network (it begins with 2), so that
    /// it can be printed as a barcode and a misread digit is noticed.
    pub fn generate(environment: &Environment) -> Self {
        let mut digits = vec![2];
        while digits.len() <= Self::RANDOM_DIGITS {
            // Bytes past the last whole multiple of ten are drawn again, so that every digit is as likely.
            for byte in environment.random_bytes::<16>() {
                if byte < 250 && digits.len() <= Self::RANDOM_DIGITS {
                    digits.push(byte % 10);
                }
            }
        }
        digits.push(check_digit(&digits));
        Self(digits.into_iter().map(|digit| char::from(b'0' + digit)).collect())
    }

    /// The number of that place in the range that the platform issues, for data that are made up and must never draw
    /// the same number twice.
    pub fn numbered(place: u32) -> Self {
        let digits: Vec<u8> = format!("2{place:011}").bytes().map(|digit| digit - b'0').collect();
        let check = check_digit(&digits);
        Self(digits.into_iter().chain([check]).map(|digit| char::from(b'0' + digit)).collect())
    }

    /// Takes a number that a store holds.
    pub fn from_stored(number: String) -> Self {
        Self(number)
    }

    /// The number, for stores, bodies and receipts.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The check digit of an EAN-13 whose first twelve digits are `digits`.
fn check_digit(digits: &[u8]) -> u8 {
    let weighted =
        digits.iter().enumerate().map(|(index, digit)| if index % 2 == 0 { *digit } else { 3 * digit });
    let sum: u32 = weighted.map(u32::from).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or_default()
}

impl FromStr for CardNumber {
    type Err = InvalidCardNumber;

    fn from_str(text: &str) -> Result<Self, InvalidCardNumber> {
        let mut number = String::new();
        for letter in clean_code(text).chars().filter(|letter| *letter != '-') {
            if !letter.is_ascii_alphanumeric() || number.len() == Self::MAX_LENGTH {
                return Err(InvalidCardNumber);
            }
            number.push(letter.to_ascii_uppercase());
        }
        if number.len() < Self::MIN_LENGTH { Err(InvalidCardNumber) } else { Ok(Self(number)) }
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[card]")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_kernel::{SeededRandom, SystemClock};

    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_typed() {
        for text in ["AB12 3456", "ab12-3456", " ab 12-34 56 ", "\u{202a}AB12\u{a0}3456\u{202c}\r\n"] {
            assert_eq!(text.parse::<CardNumber>().unwrap().expose(), "AB123456");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        let too_long = "1".repeat(33);
        for text in ["", "123", "1-2-3", "12345_", "ČĆŽŠ", too_long.as_str()] {
            assert_eq!(text.parse::<CardNumber>(), Err(InvalidCardNumber), "{text:?}");
        }
        assert!("1".repeat(32).parse::<CardNumber>().is_ok());
    }

    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        for (digits, check) in [("400638133393", 1), ("590123412345", 7), ("200000000000", 8)] {
            let digits: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
            assert_eq!(check_digit(&digits), check);
        }
    }

    #[test]
    fn a_fresh_number_is_an_ean_13_of_the_internal_range() {
        let environment = Environment::new(Arc::new(SystemClock), Arc::new(SeededRandom::new(7)));
        let first = CardNumber::generate(&environment);
        let digits: Vec<u8> = first.expose().bytes().map(|digit| digit - b'0').collect();
        assert_eq!((digits.len(), digits[0]), (13, 2));
        assert_eq!(check_digit(&digits[..12]), digits[12]);
        assert_eq!(first.expose().parse(), Ok(first.clone()));
        assert_ne!(CardNumber::generate(&environment), first);
    }

    #[test]
    fn a_numbered_one_has_a_check_digit() {
        assert_eq!(CardNumber::numbered(0).expose(), "2000000000008");
        assert_eq!(CardNumber::numbered(u32::MAX).expose().len(), 13);
    }

    #[test]
    fn a_number_never_prints_itself() {
        assert_eq!(format!("{:?}", "AB123456".parse::<CardNumber>().unwrap()), "[card]");
    }
}
