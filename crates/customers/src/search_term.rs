//! What a person types into the quick search.

use regulars_kernel::{clean_text, fold, fold_spelling_dj};
use regulars_network::CardNumber;

/// One term of a quick search: a part of any value. `Debug` prints it redacted, because it may be a name.
#[derive(Clone, PartialEq, Eq)]
pub struct SearchTerm {
    spellings: Vec<String>,
    card: Option<CardNumber>,
}

/// The term is empty or too long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {} characters long", SearchTerm::MAX_LENGTH)]
pub struct InvalidSearchTerm;

impl SearchTerm {
    /// The most characters.
    pub const MAX_LENGTH: usize = 100;
    /// A spelling made by leaving characters out is used from this length on, so that `0 1` does not find every 1.
    const SHORTEST_DERIVED: usize = 3;

    /// The spellings, folded. A text matches if it holds any of them. Besides the term as typed these are the same with dj
    /// spelled out, the digits and letters of a number that was typed with spaces or dashes, a phone number less its
    /// leading zeros, and a date with dots.
    pub fn spellings(&self) -> &[String] {
        &self.spellings
    }

    /// The term as a whole card number, where it may be one.
    pub const fn card(&self) -> Option<&CardNumber> {
        self.card.as_ref()
    }
}

impl std::str::FromStr for SearchTerm {
    type Err = InvalidSearchTerm;

    fn from_str(text: &str) -> Result<Self, InvalidSearchTerm> {
        let cleaned = clean_text(text);
        let typed = fold(&cleaned);
        if typed.is_empty() || cleaned.trim().chars().count() > Self::MAX_LENGTH || text.contains('\0') {
            return Err(InvalidSearchTerm);
        }
        let mut derived = vec![fold_spelling_dj(&cleaned)];
        if typed.chars().all(|letter| letter.is_ascii_alphanumeric() || " +-./()".contains(letter)) {
            derived.extend(spellings_of_number(&typed));
        }
        let card = typed.parse().ok();
        let mut spellings = vec![typed];
        for spelling in derived {
            if spelling.len() >= Self::SHORTEST_DERIVED && !spellings.contains(&spelling) {
                spellings.push(spelling);
            }
        }
        Ok(Self { spellings, card })
    }
}

/// A number in the forms in which one may stand in the text.
fn spellings_of_number(typed: &str) -> Vec<String> {
    let international = typed.starts_with('+') || typed.starts_with("00");
    let number = if international { typed.replace("(0)", "") } else { typed.to_owned() };
    let compact: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    if !compact.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut spellings = Vec::new();
    if compact.bytes().all(|byte| byte.is_ascii_digit()) {
        spellings.push(compact.trim_start_matches('0').to_owned());
        let dotted = typed.replace(['/', '-'], ".");
        spellings.push(dotted.chars().filter(|letter| !letter.is_whitespace()).collect());
    }
    spellings.push(compact);
    spellings
}

impl std::fmt::Debug for SearchTerm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[term]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(text: &str) -> Vec<String> {
        text.parse::<SearchTerm>().unwrap().spellings
    }

    #[test]
    fn a_term_is_folded_to_one_line() {
        assert_eq!(spellings("  Petrović\n ANA "), ["petrovic ana"]);
        assert_eq!(spellings("Ђорђе"), ["dorde", "djordje"]);
        assert_eq!(spellings("jord"), ["jord"]);
        assert_eq!(spellings("100%"), ["100%"]);
    }

    #[test]
    fn a_number_is_looked_for_in_the_way_it_is_stored() {
        assert_eq!(spellings("064/123-4567"), ["064/123-4567", "641234567", "064.123.4567", "0641234567"]);
        assert_eq!(spellings("00381 64"), ["00381 64", "38164", "0038164"]);
        assert_eq!(spellings("+381 (0)64 123"), ["+381 (0)64 123", "38164123", "+381(0)64123"]);
        assert_eq!(spellings("5 67"), ["5 67", "567"]);
        assert_eq!(spellings("28/2/1990"), ["28/2/1990", "2821990", "28.2.1990"]);
        assert_eq!(spellings("AB12-3456"), ["ab12-3456", "ab123456"]);
        assert_eq!(spellings("0 1"), ["0 1"]);
        assert_eq!(spellings("novi-sad"), ["novi-sad"]);
    }

    #[test]
    fn a_whole_card_number_is_one_however_it_is_typed() {
        assert_eq!("ab12-3456".parse::<SearchTerm>().unwrap().card().unwrap().expose(), "AB123456");
        assert_eq!("ana@example.com".parse::<SearchTerm>().unwrap().card(), None);
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        for text in ["", "  ", "x".repeat(101).as_str(), "a\0b"] {
            assert_eq!(text.parse::<SearchTerm>().err(), Some(InvalidSearchTerm), "{text:?}");
        }
    }
}
