//! Which dates a person can have been born on.

use regulars_kernel::{BirthDate, Date};

/// The date of birth lies in the future, or before the year 1900.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must not be in the future nor before 1900-01-01")]
pub struct BirthDateOutOfRange;

/// Refuses a date on which nobody who shops today can have been born. `today` is the merchant's. A birthday without a year may be
/// any.
pub fn check_birth_date(born: BirthDate, today: Date) -> Result<(), BirthDateOutOfRange> {
    let earliest = Date::from_ymd_opt(1900, 1, 1).unwrap_or(Date::MIN);
    let fits = born.date().is_none_or(|date| (earliest..=today).contains(&date));
    if fits { Ok(()) } else { Err(BirthDateOutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_between_1900_and_today() {
        let today = "2026-11-21".parse().unwrap();
        for (date, expected) in [
            ("1899-12-31", Err(BirthDateOutOfRange)),
            ("1900-01-01", Ok(())),
            ("2026-11-21", Ok(())),
            ("2026-11-22", Err(BirthDateOutOfRange)),
            ("--12-31", Ok(())),
        ] {
            assert_eq!(check_birth_date(date.parse().unwrap(), today), expected, "{date}");
        }
    }
}
