//! Codes of coupons.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{Environment, clean_code};

use super::code_prefix::CouponPrefix;

/// A code: 4 to 40 letters and digits. Case, spaces and dashes make no difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CouponCode(String);

/// The text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be 4 to 40 letters from A to Z and digits")]
pub struct InvalidCouponCode;

impl CouponCode {
    /// The most characters.
    pub const MAX_LENGTH: usize = 40;
    /// The fewest.
    pub const MIN_LENGTH: usize = 4;
    /// Letters and digits of which none is mistaken for another: without 0, O, 1, I and L. As many as a prime, so that the check
    /// character finds every wrong character and every two that have changed places.
    pub const ALPHABET: &'static [u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    /// How many characters of a code that is made here are chance: 64 bits.
    const DRAWN: usize = 13;

    /// A fresh code: the prefix, 64 bits of chance, and a character that checks these.
    pub fn generate(environment: &Environment, prefix: &CouponPrefix) -> Self {
        Self(format!("{}{}", prefix.as_str(), drawn_and_checked(environment, Self::DRAWN)))
    }

    /// The code as it is kept: capital letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// So many characters by chance, and one that checks these.
pub(crate) fn drawn_and_checked(environment: &Environment, count: usize) -> String {
    let mut drawn = Vec::with_capacity(count + 1);
    while drawn.len() < count {
        // Bytes past the last whole multiple of the alphabet are drawn again, so that every character is as likely.
        for byte in environment.random_bytes::<32>() {
            if byte < 248 && drawn.len() < count {
                drawn.push(byte % 31);
            }
        }
    }
    drawn.push(check_of(&drawn));
    let characters = drawn.iter().filter_map(|place| CouponCode::ALPHABET.get(usize::from(*place)));
    characters.map(|character| char::from(*character)).collect()
}

/// The check character behind these, all as their places in the alphabet.
pub(crate) fn check_of(drawn: &[u8]) -> u8 {
    let weighted = (1_u32..).zip(drawn).map(|(weight, place)| weight * u32::from(*place));
    u8::try_from(weighted.sum::<u32>() % 31).unwrap_or_default()
}

impl FromStr for CouponCode {
    type Err = InvalidCouponCode;

    fn from_str(text: &str) -> Result<Self, InvalidCouponCode> {
        let text = clean_code(text);
        let kept = text.chars().filter(|letter| *letter != '-');
        let kept = kept.take(Self::MAX_LENGTH + 1);
        let code: String = kept.map(|letter| letter.to_ascii_uppercase()).collect();
        let fits = (Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&code.len());
        if fits && code.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            Ok(Self(code))
        } else {
            Err(InvalidCouponCode)
        }
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use regulars_kernel::{SeededRandom, SystemClock};

    use super::*;

    #[test]
    fn however_it_is_written_it_is_the_same_code() {
        let code: CouponCode = "\u{200b}leto-2026 abcd\u{feff}".parse().unwrap();
        assert_eq!(code.as_str(), "LETO2026ABCD");
        for wrong in ["", "abc", "šuma1", "a_bcd", &"A".repeat(41)] {
            assert_eq!(wrong.parse::<CouponCode>(), Err(InvalidCouponCode), "{wrong}");
        }
    }

    #[test]
    fn codes_are_drawn_from_the_alphabet_and_none_comes_twice() {
        let environment = Environment::new(Arc::new(SystemClock), Arc::new(SeededRandom::new(7)));
        let prefix: CouponPrefix = "LETO".parse().unwrap();
        let codes: BTreeSet<String> =
            (0..1_000).map(|_| CouponCode::generate(&environment, &prefix).0).collect();
        assert_eq!(codes.len(), 1_000);
        for code in &codes {
            let drawn = code.strip_prefix("LETO").unwrap();
            assert_eq!(drawn.len(), 14);
            assert!(drawn.bytes().all(|letter| CouponCode::ALPHABET.contains(&letter)), "{code}");
            assert_eq!(code.parse::<CouponCode>().unwrap().as_str(), code);
        }
    }

    #[test]
    fn the_check_character_finds_a_wrong_character_and_two_that_changed_places() {
        let drawn: Vec<u8> = vec![3, 30, 0, 7, 12, 12, 29, 1, 4, 18, 22, 9, 5];
        let check = check_of(&drawn);
        for place in 0..drawn.len() {
            for other in (0..31).filter(|other| *other != drawn[place]) {
                let mut wrong = drawn.clone();
                wrong[place] = other;
                assert_ne!(check_of(&wrong), check);
            }
        }
        for place in 1..drawn.len() {
            let mut wrong = drawn.clone();
            wrong.swap(place - 1, place);
            assert_eq!(check_of(&wrong) == check, drawn[place - 1] == drawn[place]);
        }
    }
}
