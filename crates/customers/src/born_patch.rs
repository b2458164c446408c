//! What an update says of when somebody was born.

use regulars_kernel::{BirthDate, Change, Date, DayOfYear, Personal};

/// A birthday is given beside a date of birth on another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the day of birth_date; give both, or set birth_date to null where the year is not known")]
pub struct BirthdayOfAnotherDay;

/// A partial update of when somebody was born. The birthday follows from the date where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BornPatch {
    /// The date of birth. Where it is cleared, the birthday goes, too, unless the update names one.
    pub date: Change<Personal<Date>>,
    /// The birthday.
    pub birthday: Change<Personal<DayOfYear>>,
}

impl BornPatch {
    /// The update after which this is known.
    pub fn to(born: BirthDate) -> Self {
        match born {
            BirthDate::On(date) => {
                Self { date: Change::Set(Personal::new(date)), birthday: Change::Unchanged }
            }
            BirthDate::Yearly(day) => Self { date: Change::Clear, birthday: Change::Set(Personal::new(day)) },
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is known afterwards.
    ///
    /// # Errors
    ///
    /// When the birthday would be another day than that of the date of birth.
    pub fn apply(&self, before: Option<BirthDate>) -> Result<Option<BirthDate>, BirthdayOfAnotherDay> {
        let date = match &self.date {
            Change::Unchanged => before.and_then(BirthDate::date),
            Change::Clear => None,
            Change::Set(date) => Some(*date.expose()),
        };
        match (date, &self.birthday) {
            (Some(date), Change::Unchanged) => Ok(Some(BirthDate::On(date))),
            (Some(date), Change::Set(day)) if *day.expose() == DayOfYear::of(date) => {
                Ok(Some(BirthDate::On(date)))
            }
            (Some(_), Change::Set(_) | Change::Clear) => Err(BirthdayOfAnotherDay),
            (None, Change::Set(day)) => Ok(Some(BirthDate::Yearly(*day.expose()))),
            (None, Change::Clear) => Ok(None),
            (None, Change::Unchanged) if self.date == Change::Clear => Ok(None),
            (None, Change::Unchanged) => Ok(before),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(date: Option<&str>, birthday: Option<&str>) -> BornPatch {
        BornPatch { date: change(date), birthday: change(birthday) }
    }

    /// An absent field is nothing, `null` is the empty text.
    fn change<T: std::str::FromStr<Err: std::fmt::Debug>>(text: Option<&str>) -> Change<Personal<T>> {
        match text {
            None => Change::Unchanged,
            Some("") => Change::Clear,
            Some(text) => Change::Set(Personal::new(text.parse().unwrap())),
        }
    }

    #[test]
    fn a_birthday_follows_from_the_date_and_never_stands_against_it() {
        let date = "1990-05-17";
        for (before, born, birthday, expected) in [
            ("", None, None, Ok("")),
            ("", Some(date), None, Ok(date)),
            ("", None, Some("--05-17"), Ok("--05-17")),
            ("", Some(date), Some("--05-17"), Ok(date)),
            ("", Some(date), Some("--05-18"), Err(BirthdayOfAnotherDay)),
            ("", Some(date), Some(""), Err(BirthdayOfAnotherDay)),
            ("--05-18", None, None, Ok("--05-18")),
            ("--05-18", Some(date), None, Ok(date)),
            ("--05-18", Some(""), None, Ok("")),
            ("--05-18", None, Some(""), Ok("")),
            ("--05-18", Some(""), Some(""), Ok("")),
            ("--05-18", None, Some("--05-19"), Ok("--05-19")),
            (date, None, None, Ok(date)),
            (date, None, Some("--05-17"), Ok(date)),
            (date, None, Some("--05-18"), Err(BirthdayOfAnotherDay)),
            (date, None, Some(""), Err(BirthdayOfAnotherDay)),
            (date, Some(""), None, Ok("")),
            (date, Some(""), Some(""), Ok("")),
            (date, Some(""), Some("--05-17"), Ok("--05-17")),
            (date, Some("1991-06-18"), None, Ok("1991-06-18")),
            (date, Some("1991-06-18"), Some("--05-17"), Err(BirthdayOfAnotherDay)),
        ] {
            let after = patch(born, birthday).apply(before.parse().ok());
            let expected = expected.map(|text| text.parse().ok());
            assert_eq!(after, expected, "{before:?} {born:?} {birthday:?}");
        }
    }

    #[test]
    fn any_birth_date_can_be_set_whatever_stood_there() {
        let all = ["1990-05-17", "1991-06-18", "--05-17", "--02-29"];
        for after in all.map(|text| text.parse::<BirthDate>().unwrap()) {
            for before in all.map(|text| text.parse().ok()).into_iter().chain([None]) {
                assert_eq!(BornPatch::to(after).apply(before), Ok(Some(after)));
            }
        }
    }
}
