//! Parts of phone numbers, as somebody writes one who looks for them.

use phonenumber::country::Id as Country;
use phonenumber::metadata::DATABASE;

use crate::phone::as_typed;

/// How the E.164 form of a number begins that begins with `text` in any written form. A beginning without a country code
/// is one of `country` (ISO 3166-1 alpha-2). None when the text holds no digit, or anything that no number holds.
pub fn phone_beginning(text: &str, country: Option<&str>) -> Option<String> {
    let (typed, digits) = digits_of(text)?;
    if typed.starts_with('+') {
        return Some(format!("+{digits}"));
    }
    if let Some(international) = digits.strip_prefix("00") {
        return Some(format!("+{international}"));
    }
    let country: Country = country?.to_ascii_uppercase().parse().ok()?;
    let numbering = DATABASE.by_id(country.as_ref())?;
    let code = numbering.country_code().to_string();
    let trunk = numbering.national_prefix().filter(|prefix| !prefix.is_empty());
    Some(match trunk.and_then(|prefix| digits.strip_prefix(prefix)) {
        Some(rest) => format!("+{code}{rest}"),
        None if digits.starts_with(&code) => format!("+{digits}"),
        None => format!("+{code}{digits}"),
    })
}

/// The digits that the E.164 form of a number holds where one holds `text` in any written form: without the zeros before
/// them, of which it has none. None when the text holds no digit but those, or anything that no number holds.
pub fn phone_part(text: &str) -> Option<String> {
    let (typed, digits) = digits_of(text)?;
    if typed.starts_with('+') {
        return Some(format!("+{digits}"));
    }
    Some(digits.trim_start_matches('0').to_owned()).filter(|digits| !digits.is_empty())
}

fn digits_of(text: &str) -> Option<(String, String)> {
    let typed = as_typed(text);
    let is_part = typed.chars().all(|letter| letter.is_ascii_digit() || " +-./()".contains(letter));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    (is_part && !digits.is_empty()).then_some((typed, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_read_in_any_written_form() {
        for (text, country, beginning) in [
            ("064", Some("RS"), Some("+38164")),
            ("(064) 12", Some("rs"), Some("+3816412")),
            ("64", Some("RS"), Some("+38164")),
            ("00381 64", None, Some("+38164")),
            ("+381 (0)64", None, Some("+38164")),
            ("38164", Some("RS"), Some("+38164")),
            ("8 916", Some("RU"), Some("+7916")),
            ("512", Some("PL"), Some("+48512")),
            ("0171/1", Some("DE"), Some("+491711")),
            ("064", None, None),
            ("abc", Some("RS"), None),
            ("", Some("RS"), None),
        ] {
            assert_eq!(phone_beginning(text, country).as_deref(), beginning, "{text:?}");
        }
    }

    #[test]
    fn a_part_has_no_zeros_before_it() {
        for (text, part) in [
            ("064/123", Some("64123")),
            ("123-45", Some("12345")),
            ("00381 64", Some("38164")),
            ("+381 64", Some("+38164")),
            ("40 5", Some("405")),
            ("0", None),
            ("6a", None),
        ] {
            assert_eq!(phone_part(text).as_deref(), part, "{text:?}");
        }
    }
}
