//! What of a person is on the wire of customers and members alike.

use chrono::NaiveDate;
use regulars_customers::BornPatch;
use regulars_kernel::{BirthDate, Change, Date, DayOfYear, Gender, Personal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;

/// How a person is addressed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "female")]
pub enum GenderBody {
    /// As a man.
    Male,
    /// As a woman.
    Female,
    /// As neither of the two.
    Other,
}

impl From<Gender> for GenderBody {
    fn from(gender: Gender) -> Self {
        match gender {
            Gender::Male => Self::Male,
            Gender::Female => Self::Female,
            Gender::Other => Self::Other,
        }
    }
}

impl From<GenderBody> for Gender {
    fn from(gender: GenderBody) -> Self {
        match gender {
            GenderBody::Male => Self::Male,
            GenderBody::Female => Self::Female,
            GenderBody::Other => Self::Other,
        }
    }
}

/// Reads a date of birth, `YYYY-MM-DD` and nothing else.
pub fn parse_birth_date(text: &str) -> Result<Personal<Date>, &'static str> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = if shaped { text.parse::<NaiveDate>().ok() } else { None };
    date.map(Personal::new).ok_or("must be a date such as 1990-05-17")
}

/// The checked date of birth, or birthday, of somebody of whom nothing is known yet; errors are noted at each.
pub fn check_born(
    birth_date: Option<String>,
    birthday: Option<String>,
    invalid: &mut Invalid,
) -> Option<Personal<BirthDate>> {
    let date = invalid.check_option("/birth_date", birth_date.map(|text| parse_birth_date(&text))).flatten();
    let birthday = invalid.parse_option::<DayOfYear>("/birthday", birthday).map(Personal::new);
    let set = BornPatch {
        date: date.map_or(Change::Unchanged, Change::Set),
        birthday: birthday.map_or(Change::Unchanged, Change::Set),
    };
    match set.apply(None) {
        Ok(born) => born.map(Personal::new),
        Err(error) => {
            invalid.add("/birthday", "does_not_fit", error.to_string());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_four_two_and_two_digits() {
        assert_eq!(
            parse_birth_date("1990-05-17").map(|date| date.expose().to_string()).unwrap(),
            "1990-05-17"
        );
        for text in
            ["", "1990-5-17", "17.05.1990", "1990-02-30", "+1990-05-1", "1990-05-17T00:00:00Z", "ččččč"]
        {
            assert!(parse_birth_date(text).is_err(), "{text:?}");
        }
    }
}
