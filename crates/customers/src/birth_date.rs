//! Which dates a person can have been born on.

use regulars_kernel::Date;

/// The date of birth lies in the future, or before the year 1900.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must not be in the future nor before 1900-01-01")]
pub struct BirthDateOutOfRange;

/// Refuses a date on which nobody who shops today can have been born. `today` is the merchant's.
pub fn check_birth_date(date: Date, today: Date) -> Result<(), BirthDateOutOfRange> {
    let earliest = Date::from_ymd_opt(1900, 1, 1).unwrap_or(Date::MIN);
    if (earliest..=today).contains(&date) { Ok(()) } else { Err(BirthDateOutOfRange) }
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
        ] {
            assert_eq!(check_birth_date(date.parse().unwrap(), today), expected, "{date}");
        }
    }
}
