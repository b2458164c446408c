//! How an instant is read.

use chrono::{DateTime, NaiveDateTime, SubsecRound, Timelike, Utc};

use crate::Instant;

/// Nanoseconds of a second. `chrono` counts a leap second on, behind the end of the second before it.
const SECOND: u32 = 1_000_000_000;

/// Reads an instant as RFC 3339 writes it, cut to the microsecond.
///
/// A leap second (`23:59:60`) is the second before it: the databases know none, and each would make something else of it.
pub fn parse_instant(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| without_leap_second(instant.to_utc()))
}

/// The instant that is kept of one that was read by other means, as [`parse_instant`] has it.
pub fn without_leap_second(instant: Instant) -> Instant {
    let local = local_without_leap_second(instant.naive_utc());
    DateTime::<Utc>::from_naive_utc_and_offset(local, Utc)
}

/// The same of a time on somebody's clocks.
pub fn local_without_leap_second(local: NaiveDateTime) -> NaiveDateTime {
    let nanosecond = local.nanosecond();
    let usual = if nanosecond < SECOND { Some(local) } else { local.with_nanosecond(nanosecond - SECOND) };
    usual.unwrap_or(local).trunc_subsecs(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_second_is_the_second_before_it() {
        for (text, read) in [
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("2016-12-31T23:59:60.5Z", "2016-12-31T23:59:59.5Z"),
            ("2017-01-01T00:59:60.999999999+01:00", "2016-12-31T23:59:59.999999Z"),
            ("2016-12-31T23:59:59.9999999Z", "2016-12-31T23:59:59.999999Z"),
            ("2026-11-21T10:00:00+01:00", "2026-11-21T09:00:00Z"),
        ] {
            let read: Instant = read.parse().unwrap();
            assert_eq!(parse_instant(text), Some(read), "{text}");
        }
        assert_eq!(parse_instant("2016-12-31T23:59:61Z"), None);
        assert_eq!(parse_instant("2016-12-31"), None);
    }
}
