//! A tax number of a country.

use regulars_kernel::{CountryCode, Personal, clean_code, named};

use super::rules::rule_of;

named! {
    /// How far a tax number was checked.
    TaxNumberCheck {
        /// Its form is the country's, and its check digits agree.
        CheckDigits = "check_digits",
        /// Its form is the country's. The country has no check digits, or keeps their rule to itself.
        Form = "form",
        /// The rules of the country are not known here.
        Unchecked = "unchecked",
    }
}

/// A number under which a company pays taxes, in the form in which it is compared: capital letters and digits, without the
/// country in front. That of a sole trader is a number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxNumber {
    country: CountryCode,
    number: Personal<String>,
    check: TaxNumberCheck,
}

/// The text is no tax number of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTaxNumber {
    /// It has other characters, or too few or too many of them.
    #[error(
        "must be {} to {} letters and digits, besides spaces, dots, slashes and dashes",
        TaxNumber::MIN_LENGTH,
        TaxNumber::MAX_LENGTH
    )]
    NoNumber,
    /// Numbers of the country look otherwise.
    #[error("must be {0}")]
    Form(&'static str),
    /// A digit is wrong.
    #[error("has a wrong check digit")]
    CheckDigit,
}

impl TaxNumber {
    /// The fewest characters.
    pub const MIN_LENGTH: usize = 2;
    /// The most characters, as it is compared.
    pub const MAX_LENGTH: usize = 20;

    /// A number of that country, however it is written: with the country in front or without, with spaces, dots, slashes and
    /// dashes between.
    pub fn parse(text: &str, country: CountryCode) -> Result<Self, InvalidTaxNumber> {
        let bare: String = clean_code(text)
            .chars()
            .filter(|letter| !"./- ".contains(*letter))
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let fits = (Self::MIN_LENGTH..=Self::MAX_LENGTH + 2).contains(&bare.len());
        if !fits || !bare.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return Err(InvalidTaxNumber::NoNumber);
        }
        let (number, check) = checked(&bare, country)?;
        if number.len() > Self::MAX_LENGTH {
            return Err(InvalidTaxNumber::NoNumber);
        }
        Ok(Self { country, number: Personal::new(number), check })
    }

    /// Takes what a store kept. What the rules of today would refuse is unchecked.
    pub fn from_stored(number: String, country: CountryCode) -> Self {
        let check = checked(&number, country).map_or(TaxNumberCheck::Unchecked, |(_, check)| check);
        Self { country, number: Personal::new(number), check }
    }

    /// Whose number it is.
    pub const fn country(&self) -> CountryCode {
        self.country
    }

    /// The number, without the country in front.
    pub fn expose(&self) -> &str {
        self.number.expose()
    }

    /// How far it was checked.
    pub const fn check(&self) -> TaxNumberCheck {
        self.check
    }
}

/// The number without the country in front, and how far it was checked.
fn checked(bare: &str, country: CountryCode) -> Result<(String, TaxNumberCheck), InvalidTaxNumber> {
    let Some(rule) = rule_of(country.code()) else {
        return Ok((bare.to_owned(), TaxNumberCheck::Unchecked));
    };
    let number = bare.strip_prefix(rule.prefix).filter(|rest| rule.has_form(rest));
    let number = number.or_else(|| Some(bare).filter(|bare| rule.has_form(bare)));
    let number = number.ok_or(InvalidTaxNumber::Form(rule.told))?;
    match rule.digits_agree {
        None => Ok((number.to_owned(), TaxNumberCheck::Form)),
        Some(agree) if agree(number) => Ok((number.to_owned(), TaxNumberCheck::CheckDigits)),
        Some(_) => Err(InvalidTaxNumber::CheckDigit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(country: &str, text: &str) -> Result<TaxNumber, InvalidTaxNumber> {
        TaxNumber::parse(text, country.parse().unwrap())
    }

    #[test]
    fn a_number_is_known_however_it_is_written() {
        for text in ["101134702", "RS101134702", " rs 101 134-702 ", "101.134/702", "\u{200b}101134702"] {
            let number = parse("RS", text).unwrap();
            assert_eq!(
                (number.expose(), number.check()),
                ("101134702", TaxNumberCheck::CheckDigits),
                "{text}"
            );
        }
        assert_eq!(parse("GR", "EL 123456789").unwrap().expose(), "123456789");
        assert_eq!(parse("FR", "FR12345678901").unwrap().expose(), "12345678901");
        assert_eq!(parse("AT", "ATU13585627").unwrap().expose(), "U13585627");
    }

    #[test]
    fn a_number_of_a_country_without_rules_is_taken_and_told_as_unchecked() {
        let number = parse("AL", "K 31518077 E").unwrap();
        assert_eq!((number.expose(), number.check()), ("K31518077E", TaxNumberCheck::Unchecked));
        for text in ["", "1", "12_34", "ж123", &"1".repeat(23)] {
            assert_eq!(parse("AL", text), Err(InvalidTaxNumber::NoNumber), "{text}");
        }
        assert_eq!(parse("AL", &"1".repeat(21)), Err(InvalidTaxNumber::NoNumber));
        assert!(parse("AL", &"1".repeat(20)).is_ok());
    }

    #[test]
    fn a_number_of_another_form_is_refused_in_words_that_do_not_repeat_it() {
        let refused = parse("RS", "12345678").unwrap_err();
        assert_eq!(refused.to_string(), "must be 9 digits");
        assert_eq!(parse("RS", "101134703").unwrap_err().to_string(), "has a wrong check digit");
        assert!(!format!("{:?}", parse("RS", "101134702").unwrap()).contains("101134702"));
    }

    #[test]
    fn what_is_stored_is_read_whatever_the_rules_are() {
        let stored = |number: &str| TaxNumber::from_stored(number.to_owned(), "RS".parse().unwrap());
        assert_eq!(stored("101134702"), parse("RS", "101134702").unwrap());
        assert_eq!(stored("7").check(), TaxNumberCheck::Unchecked);
    }
}
