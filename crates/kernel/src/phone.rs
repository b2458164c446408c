//! Phone numbers.

use std::fmt;
use std::panic::catch_unwind;

use phonenumber::country::Id as Country;

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

    /// Reads a number in any written form. A number without a country code is one of `country` (ISO 3166-1 alpha-2).
    pub fn parse(text: &str, country: Option<&str>) -> Result<Self, InvalidPhone> {
        let trimmed = text.trim();
        let written_like_a_number =
            trimmed.chars().all(|letter| letter.is_ascii_digit() || " +-./()".contains(letter));
        if trimmed.len() > Self::MAX_WRITTEN_LENGTH || !written_like_a_number {
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

    /// Takes a number that a store holds in E.164 form.
    pub fn from_stored(number: String) -> Self {
        Self(number)
    }

    /// The number in E.164 form, for stores, bodies and sending.
    pub fn expose(&self) -> &str {
        &self.0
    }
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
        for text in ["+381 64 123 4567", "00381641234567", "064/123-4567", "064 1234567", "(064) 123.45.67"] {
            assert_eq!(Phone::parse(text, Some("RS")).unwrap().expose(), "+381641234567", "{text:?}");
        }
    }

    #[test]
    fn a_national_number_needs_a_country() {
        assert_eq!(Phone::parse("064 1234567", None), Err(InvalidPhone));
        assert_eq!(Phone::parse("512 345 678", Some("pl")).unwrap().expose(), "+48512345678");
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in
            ["", "+", "12", "+3816412345678901234", "phone", "+381 64 123 4567 ext 5", ";phone-context=+"]
        {
            assert_eq!(Phone::parse(text, Some("RS")), Err(InvalidPhone), "{text:?}");
        }
    }
}
