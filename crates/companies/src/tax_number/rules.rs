//! What tax numbers look like, country by country: those of value added tax in the European Union as the frequently asked
//! questions of VIES list them (<https://ec.europa.eu/taxation_customs/vies/>, question 11), and those of the neighbours.

use super::check_digits::{
    austrian, belgian, bulgarian, hungarian, luhn, macedonian, mod_11_10, montenegrin, polish, romanian,
    russian, slovenian,
};

/// The rule of a country.
pub(super) struct Rule {
    /// What stands in front of a number that is written with its country.
    pub(super) prefix: &'static str,
    /// What it looks like, in words.
    pub(super) told: &'static str,
    /// What it looks like: `9` is a digit, `A` a letter, `*` either, and everything else is itself.
    forms: &'static [&'static str],
    /// Whether the check digits of a number of that form agree, where the rule is known.
    pub(super) digits_agree: Option<fn(&str) -> bool>,
}

impl Rule {
    pub(super) fn has_form(&self, number: &str) -> bool {
        self.forms.iter().any(|form| {
            form.len() == number.len()
                && form.chars().zip(number.chars()).all(|(expected, letter)| match expected {
                    '9' => letter.is_ascii_digit(),
                    'A' => letter.is_ascii_uppercase(),
                    '*' => letter.is_ascii_alphanumeric(),
                    itself => letter == itself,
                })
        })
    }
}

/// The rule of the country with that code (ISO 3166-1 alpha-2), where it is known.
pub(super) fn rule_of(country: &str) -> Option<&'static Rule> {
    RULES.iter().find(|(code, _)| *code == country).map(|(_, rule)| rule)
}

const fn form(prefix: &'static str, told: &'static str, forms: &'static [&'static str]) -> Rule {
    Rule { prefix, told, forms, digits_agree: None }
}

const fn digits(
    prefix: &'static str,
    told: &'static str,
    forms: &'static [&'static str],
    agree: fn(&str) -> bool,
) -> Rule {
    Rule { prefix, told, forms, digits_agree: Some(agree) }
}

const RULES: &[(&str, Rule)] = &[
    ("AT", digits("AT", "U and 8 digits", &["U99999999"], austrian)),
    // The authority for indirect taxation does not publish how its digits are made.
    ("BA", form("BA", "12 or 13 digits", &["999999999999", "9999999999999"])),
    ("BE", digits("BE", "10 digits", &["9999999999"], belgian)),
    ("BG", digits("BG", "9 or 10 digits", &["999999999", "9999999999"], bulgarian)),
    ("CY", form("CY", "8 digits and a letter", &["99999999A"])),
    ("CZ", form("CZ", "8 to 10 digits", &["99999999", "999999999", "9999999999"])),
    ("DE", digits("DE", "9 digits, as of the Umsatzsteuer-Identifikationsnummer", &["999999999"], mod_11_10)),
    ("DK", form("DK", "8 digits", &["99999999"])),
    ("EE", form("EE", "9 digits", &["999999999"])),
    ("ES", form("ES", "9 letters and digits, of which 7 digits in the middle", &["*9999999*"])),
    ("FI", form("FI", "8 digits", &["99999999"])),
    ("FR", form("FR", "2 letters or digits and 9 digits", &["**999999999"])),
    ("GR", form("EL", "9 digits", &["999999999"])),
    ("HR", digits("HR", "11 digits", &["99999999999"], mod_11_10)),
    ("HU", digits("HU", "8 or 11 digits", &["99999999", "99999999999"], hungarian)),
    ("IE", form("IE", "8 or 9 digits and letters", &["9999999A", "9999999AA", "9A99999A", "9*99999A"])),
    ("IT", digits("IT", "11 digits", &["99999999999"], luhn)),
    ("LT", form("LT", "9 or 12 digits", &["999999999", "999999999999"])),
    ("LU", form("LU", "8 digits", &["99999999"])),
    ("LV", form("LV", "11 digits", &["99999999999"])),
    ("ME", digits("ME", "8 digits", &["99999999"], montenegrin)),
    ("MK", digits("MK", "13 digits", &["9999999999999"], macedonian)),
    ("MT", form("MT", "8 digits", &["99999999"])),
    ("NL", form("NL", "9 digits, B and 2 digits", &["999999999B99"])),
    ("PL", digits("PL", "10 digits", &["9999999999"], polish)),
    ("PT", form("PT", "9 digits", &["999999999"])),
    (
        "RO",
        digits(
            "RO",
            "2 to 10 digits",
            &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"],
            romanian,
        ),
    ),
    ("RS", digits("RS", "9 digits", &["999999999"], mod_11_10)),
    ("RU", digits("RU", "10 or 12 digits", &["9999999999", "999999999999"], russian)),
    ("SE", form("SE", "12 digits", &["999999999999"])),
    ("SI", digits("SI", "8 digits", &["99999999"], slovenian)),
    ("SK", form("SK", "10 digits", &["9999999999"])),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stand_in_the_order_of_their_countries() {
        assert!(RULES.is_sorted_by(|(one, _), (other, _)| one < other));
    }

    #[test]
    fn a_form_is_kept_to_the_letter() {
        for (country, right, wrong) in [
            ("AT", "U12345678", "123456789"),
            ("NL", "123456789B01", "123456789A01"),
            ("ES", "X1234567X", "XX234567X"),
            ("IE", "1234567WA", "12345678"),
            ("CY", "12345678X", "123456789"),
            ("RO", "12", "1"),
        ] {
            let rule = rule_of(country).unwrap();
            assert!(rule.has_form(right), "{right}");
            assert!(!rule.has_form(wrong), "{wrong}");
        }
        assert!(rule_of("US").is_none());
    }
}
