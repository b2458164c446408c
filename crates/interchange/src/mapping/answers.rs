//! Yes, no, and how an address stands, in the words of people and of other products.

use regulars_kernel::fold;

/// What a file says about advertising to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressStanding {
    /// Its owner agreed.
    Agreed,
    /// Its owner did not agree, or took the consent back.
    Ended,
    /// It does not take messages.
    Bounced,
    /// Its owner reported a message as unwanted.
    Complained,
    /// Nothing is known.
    Unknown,
}

const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "x",
    "ja",
    "da",
    "tak",
    "t",
    "on",
    "wahr",
    "prawda",
    "tacno",
    "истина",
    "subscribed",
    "enabled",
    "confirmed",
    "active",
    "opted in",
    "opt in",
    "granted",
    "agreed",
    "single opt in",
    "double opt in",
    "prijavljen",
    "zgoda",
    "abonniert",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "0",
    "nein",
    "ne",
    "nie",
    "нет",
    "off",
    "falsch",
    "falsz",
    "netacno",
    "unsubscribed",
    "disabled",
    "blocklisted",
    "blacklisted",
    "opted out",
    "opt out",
    "withdrawn",
    "refused",
    "declined",
    "odjavljen",
    "abgemeldet",
    "wypisany",
];
const BOUNCED: &[&str] = &["bounced", "bounce", "cleaned", "invalid", "hard bounce", "hard bounced"];
const COMPLAINED: &[&str] = &["complained", "complaint", "spam", "spam complaint", "abuse"];
const UNKNOWN: &[&str] = &[
    "unknown",
    "never subscribed",
    "non subscribed",
    "nonsubscribed",
    "not subscribed",
    "unconfirmed",
    "pending",
    "transactional",
    "none",
    "null",
    "n a",
];

/// How an address stands, or nothing where nobody knows the word.
pub fn standing_of(text: &str) -> Option<AddressStanding> {
    let word = plain(text);
    let among = |words: &[&str]| words.iter().any(|known| plain(known) == word);
    if among(YES) {
        Some(AddressStanding::Agreed)
    } else if among(NO) {
        Some(AddressStanding::Ended)
    } else if among(BOUNCED) {
        Some(AddressStanding::Bounced)
    } else if among(COMPLAINED) {
        Some(AddressStanding::Complained)
    } else if among(UNKNOWN) {
        Some(AddressStanding::Unknown)
    } else {
        None
    }
}

/// Whether a cell says yes. An instant or any other text that is no "no" says so too: other products write when it
/// happened.
pub fn is_yes(text: &str) -> bool {
    let word = plain(text);
    !NO.iter().chain(UNKNOWN).any(|known| plain(known) == word)
}

/// The letters and digits of a text, folded, with single spaces between its words.
pub(crate) fn plain(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_and_products_are_understood() {
        for (text, standing) in [
            ("DA", AddressStanding::Agreed),
            ("да", AddressStanding::Agreed),
            ("Tak", AddressStanding::Agreed),
            ("SUBSCRIBED", AddressStanding::Agreed),
            ("Нет", AddressStanding::Ended),
            ("nein", AddressStanding::Ended),
            ("unsubscribed", AddressStanding::Ended),
            ("blocklisted", AddressStanding::Ended),
            ("cleaned", AddressStanding::Bounced),
            ("NEVER_SUBSCRIBED", AddressStanding::Unknown),
            ("spam", AddressStanding::Complained),
        ] {
            assert_eq!(standing_of(text), Some(standing), "{text}");
        }
        assert_eq!(standing_of("maybe"), None);
    }

    #[test]
    fn an_instant_says_yes_and_zero_says_no() {
        assert!(is_yes("2024-01-01 10:00:00") && is_yes("1") && is_yes("TRUE"));
        assert!(!is_yes("0") && !is_yes("false") && !is_yes("не") && !is_yes("NULL"));
    }
}
