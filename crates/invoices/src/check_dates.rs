//! The days of an invoice.

use chrono::Datelike;
use regulars_kernel::Date;

/// The days of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceDates {
    /// The day of issue.
    pub issued_on: Date,
    /// The day by which it is to be paid.
    pub due_on: Date,
}

/// Why days are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// The day of issue, or of a payment, has not come.
    #[error("must not be after today, {0}")]
    NotYet(Date),
    /// A year in which nobody has issued or paid anything here.
    #[error("must not be before 1970")]
    TooLongAgo,
    /// Due before it was issued, or in a year that no database keeps.
    #[error("must be from the day of issue, {0}, to ten years after it")]
    DueOutOfRange(Date),
}

/// The earliest year.
const FIRST_YEAR: i32 = 1970;
/// How many days after its issue an invoice may be due: ten years.
const MOST_DAYS: i64 = 3_653;

/// A day on which something was issued or paid, as seen on `today`.
pub(crate) fn check_past(day: Date, today: Date) -> Result<Date, DateFault> {
    if day > today {
        Err(DateFault::NotYet(today))
    } else if day.year() < FIRST_YEAR {
        Err(DateFault::TooLongAgo)
    } else {
        Ok(day)
    }
}

/// A day by which an invoice of `issued_on` is due.
pub(crate) fn check_due(due_on: Date, issued_on: Date) -> Result<Date, DateFault> {
    let days = due_on.signed_duration_since(issued_on).num_days();
    if (0..=MOST_DAYS).contains(&days) { Ok(due_on) } else { Err(DateFault::DueOutOfRange(issued_on)) }
}

/// Checks the days of an invoice as seen on `today`: each with the name of the field that does not fit.
pub fn check_dates(dates: InvoiceDates, today: Date) -> Result<(), (&'static str, DateFault)> {
    check_past(dates.issued_on, today).map_err(|fault| ("issued_on", fault))?;
    check_due(dates.due_on, dates.issued_on).map_err(|fault| ("due_on", fault))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_is_issued_by_today_and_due_within_ten_years() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = day("2026-11-21");
        for (issued_on, due_on, fault) in [
            ("2026-11-21", "2026-11-21", None),
            ("2026-11-21", "2036-11-21", None),
            ("2026-11-22", "2026-12-21", Some("issued_on")),
            ("1969-12-31", "2026-12-21", Some("issued_on")),
            ("2026-11-21", "2026-11-20", Some("due_on")),
            ("2026-11-21", "2036-11-22", Some("due_on")),
        ] {
            let dates = InvoiceDates { issued_on: day(issued_on), due_on: day(due_on) };
            assert_eq!(
                check_dates(dates, today).err().map(|(field, _)| field),
                fault,
                "{issued_on} {due_on}"
            );
        }
    }
}
