//! Phone numbers.

use std::fmt;
use std::panic::catch_unwind;

use phonenumber::country::Id as Country;
use unicode_normalization::UnicodeNormalization;

use crate::clean_text::is_invisible;

/// A phone number in E.164 form, such as `+381641234567`. `Debug` prints it redacted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The text is not a phone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a phone number such as +381641234567")]
pub struct InvalidPhone;

impl Phone {
    /// The longest text that is looked at.
    pub const MAX_WRITTEN_LENGTH: usize = 40;

    /// Reads a number in any written form. A number without a country code is one of `country` (ISO 3166-1 alpha-2). The
    /// fraction that a program has put behind one is no part of it, and refused.
    pub fn parse(text: &str, country: Option<&str>) -> Result<Self, InvalidPhone> {
        let trimmed = as_typed(text);
        let trimmed = trimmed.as_str();
        let written_like_a_number =
            trimmed.chars().all(|letter| letter.is_ascii_digit() || " +-./()".contains(letter));
        if trimmed.len() > Self::MAX_WRITTEN_LENGTH || !written_like_a_number || is_calculated(trimmed) {
            return Err(InvalidPhone);
        }
        let international = trimmed.strip_prefix("00").map(|rest| format!("+{rest}"));
        let country: Option<Country> = country.and_then(|code| code.to_ascii_uppercase().parse().ok());
        // The library has panicked on hostile input before (RUSTSEC-2023-0082, RUSTSEC-2024-0369).
        let parsed = catch_unwind(|| {
            phonenumber::parse(country, international.as_deref().unwrap_or(trimmed))
                .ok()
                .filter(phonenumber::is_valid)
                .map(|number| number.format().mode(phonenumber::Mode::E164).to_string())
        });
        parsed.ok().flatten().map(Self).ok_or(InvalidPhone)
    }

    /// Reads a number in any written form. A number without a country code is one of the first of these countries in
    /// which there can be one.
    pub fn parse_in(text: &str, countries: &[Option<&str>]) -> Result<Self, InvalidPhone> {
        let mut known = countries.iter().copied().filter(Option::is_some);
        known.find_map(|country| Self::parse(text, country).ok()).map_or_else(|| Self::parse(text, None), Ok)
    }

    /// The digits as they are dialled inside the country, such as `0641234567`.
    pub fn national_digits(&self) -> Option<String> {
        let written = catch_unwind(|| {
            let number = phonenumber::parse(None, &self.0).ok()?;
            Some(number.format().mode(phonenumber::Mode::National).to_string())
        });
        let digits = written.ok().flatten()?.chars().filter(char::is_ascii_digit).collect::<String>();
        Some(digits).filter(|digits| !digits.is_empty())
    }

    /// Takes a number that a store holds in E.164 form.
    pub fn from_stored(number: String) -> Self {
        Self(number)
    }

    /// The number in E.164 form, for stores, bodies and sending.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The number as a person would type it, from what was pasted: without invisible characters and the scheme of a link,
/// with a plain space and a plain hyphen for every other kind, and without the trunk zero in parentheses.
pub(crate) fn as_typed(text: &str) -> String {
    let plain: String = text
        .nfkc()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
            '\u{2044}' | '\u{2215}' => '/',
            space if space.is_whitespace() || space.is_control() => ' ',
            other => other,
        })
        .collect();
    let plain = plain.trim();
    let number = match plain.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => plain[4..].trim(),
        _ => plain,
    };
    if number.starts_with('+') || number.starts_with("00") {
        number.replacen("(0)", "", 1)
    } else {
        number.to_owned()
    }
}

/// The digits of a whole number to which a program that calculates has put a fraction: `381641234567` of `381641234567.0`.
pub fn whole_number(text: &str) -> Option<&str> {
    let (digits, fraction) = text.split_once('.')?;
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_whole && matches!(fraction, "0" | "00")).then_some(digits)
}

/// Whether a program has written it that took it for a number to calculate with. Nobody writes so many digits in one piece and
/// then sets one apart.
fn is_calculated(number: &str) -> bool {
    const FEWEST_DIGITS: usize = 8;
    let Some((digits, fraction)) = number.strip_prefix('+').unwrap_or(number).split_once('.') else {
        return false;
    };
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_fraction = fraction == "00" || (fraction.len() == 1 && are_digits(fraction));
    is_fraction && digits.len() >= FEWEST_DIGITS && are_digits(digits)
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[phone]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_is_the_same_number() {
        for text in [
            "+381 64 123 4567",
            "00381641234567",
            "064/123-4567",
            "064 1234567",
            "(064) 123.45.67",
            "+381 64/123-45-67",
            "064.123.4567",
            "381641234567",
        ] {
            assert_eq!(Phone::parse(text, Some("RS")).unwrap().expose(), "+381641234567", "{text:?}");
        }
    }

    #[test]
    fn a_pasted_number_is_read() {
        for text in [
            "tel:+381641234567",
            "TEL: +381-64-123-4567",
            "\u{202a}+381 64 123 4567\u{202c}",
            "+381\u{a0}64\u{a0}123\u{2011}4567",
            "+381 (0)64 123 4567",
            "00381 (0) 64 1234567",
            "064\u{2013}1234567",
            "\u{feff}064 1234567\r\n",
            "＋３８１６４１２３４５６７",
        ] {
            assert_eq!(Phone::parse(text, Some("RS")).unwrap().expose(), "+381641234567", "{text:?}");
        }
    }

    #[test]
    fn the_first_country_that_has_the_number_is_meant() {
        for (text, countries, number) in [
            ("8 (916) 123-45-67", [Some("RU"), Some("RS")], "+79161234567"),
            ("0171/1234567", [Some("DE"), Some("RS")], "+491711234567"),
            ("512 345 678", [Some("PL"), Some("RS")], "+48512345678"),
            ("064 1234567", [None, Some("RS")], "+381641234567"),
            ("+49 171 1234567", [None, None], "+491711234567"),
        ] {
            assert_eq!(Phone::parse_in(text, &countries).unwrap().expose(), number, "{text:?}");
        }
        assert_eq!(Phone::parse_in("064 1234567", &[None, None]), Err(InvalidPhone));
    }

    #[test]
    fn inside_its_country_a_number_is_dialled_so() {
        for (number, national) in [
            ("+381641234567", "0641234567"),
            ("+79161234567", "89161234567"),
            ("+491711234567", "01711234567"),
            ("+48512345678", "512345678"),
        ] {
            assert_eq!(Phone::from_stored(number.to_owned()).national_digits().as_deref(), Some(national));
        }
    }

    #[test]
    fn a_national_number_needs_a_country() {
        assert_eq!(Phone::parse("064 1234567", None), Err(InvalidPhone));
        assert_eq!(Phone::parse("512 345 678", Some("pl")).unwrap().expose(), "+48512345678");
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in [
            "",
            "+",
            "12",
            "+3816412345678901234",
            "phone",
            "+381 64 123 4567 ext 5",
            ";phone-context=+",
            "381641234567.0",
            "+381641234567.0",
            "0641234567.00",
            "381641234567.5",
            "381641234567,0",
            "3.81641E+11",
            "3.81641234567e11",
        ] {
            assert_eq!(Phone::parse(text, Some("RS")), Err(InvalidPhone), "{text:?}");
        }
    }

    #[test]
    fn a_fraction_of_nothing_is_told_from_the_parts_of_a_number() {
        assert_eq!(whole_number("381641234567.0"), Some("381641234567"));
        assert_eq!(whole_number("64.00"), Some("64"));
        for text in
            ["381641234567", "381641234567.", "381641234567.5", "064.123.4567", ".0", "+381.0", "3.8E11"]
        {
            assert_eq!(whole_number(text), None, "{text:?}");
        }
    }
}
