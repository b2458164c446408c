//! A merchant's calendar: what "day", "month" and "birthday" mean in its time zone.

use chrono::{Datelike, Days, LocalResult, Months, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{Date, Instant};

/// The calendar of one IANA time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MerchantCalendar {
    zone: Tz,
}

/// The text is not the name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be an IANA time zone such as Europe/Belgrade")]
pub struct InvalidTimeZone;

impl MerchantCalendar {
    /// After how many months without a purchase a customer is lost.
    pub const LOST_AFTER_MONTHS: u32 = 8;

    /// The calendar of the zone with that IANA name.
    pub fn of_zone(name: &str) -> Result<Self, InvalidTimeZone> {
        name.parse().map(|zone| Self { zone }).or(Err(InvalidTimeZone))
    }

    /// The zone's IANA name.
    pub fn zone_name(&self) -> &'static str {
        self.zone.name()
    }

    /// The date on the wall at `instant`.
    pub fn date_of(&self, instant: Instant) -> Date {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// What the clock on the wall shows at `instant`.
    pub fn wall_clock(&self, instant: Instant) -> NaiveDateTime {
        instant.with_timezone(&self.zone).naive_local()
    }

    /// The instant at which `date` begins. Where midnight falls into a gap of the clock, the day begins when the gap
    /// ends; where midnight comes twice, the day begins the first time.
    pub fn start_of_day(&self, date: Date) -> Instant {
        self.instant_of(date.and_time(NaiveTime::MIN))
    }

    /// The instant at which the wall clock shows `local`. A time inside a gap is moved behind the gap by the gap's
    /// length, a time that comes twice means the first one (RFC 5545, section 3.3.5).
    pub fn instant_of(&self, local: NaiveDateTime) -> Instant {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.with_timezone(&Utc),
            LocalResult::None => {
                let before = self.zone.offset_from_utc_datetime(&(local - chrono::Duration::days(1)));
                let offset = chrono::Offset::fix(&before);
                Utc.from_utc_datetime(&(local - offset))
            }
        }
    }

    /// The first day of the month of `date`.
    pub fn first_of_month(date: Date) -> Date {
        date - Days::new(u64::from(date.day0()))
    }

    /// `date` less `months`; a day that the earlier month lacks becomes its last day.
    pub fn months_before(date: Date, months: u32) -> Date {
        date.checked_sub_months(Months::new(months)).unwrap_or(Date::MIN)
    }

    /// `date` plus `months`; a day that the later month lacks becomes its last day.
    pub fn months_after(date: Date, months: u32) -> Date {
        date.checked_add_months(Months::new(months)).unwrap_or(Date::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_the_zone_s_midnight() {
        let belgrade = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        assert_eq!(belgrade.start_of_day(date("2026-11-21")), instant("2026-11-20T23:00:00Z"));
        assert_eq!(belgrade.start_of_day(date("2026-07-01")), instant("2026-06-30T22:00:00Z"));
        assert_eq!(belgrade.date_of(instant("2026-11-20T23:30:00Z")), date("2026-11-21"));
    }

    #[test]
    fn a_time_in_the_gap_moves_behind_it_and_a_time_that_comes_twice_is_the_first() {
        let belgrade = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let at = |text: &str| belgrade.instant_of(text.parse().unwrap());
        assert_eq!(at("2026-03-29T02:30:00"), instant("2026-03-29T01:30:00Z"));
        assert_eq!(at("2026-10-25T02:30:00"), instant("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn a_day_whose_midnight_is_in_a_gap_begins_behind_it() {
        let cairo = MerchantCalendar::of_zone("Africa/Cairo").unwrap();
        assert_eq!(cairo.start_of_day(date("2026-04-24")), instant("2026-04-23T22:00:00Z"));
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        assert_eq!(MerchantCalendar::months_before(date("2026-10-31"), 8), date("2026-02-28"));
        assert_eq!(MerchantCalendar::months_before(date("2024-10-31"), 8), date("2024-02-29"));
        assert_eq!(MerchantCalendar::first_of_month(date("2026-11-21")), date("2026-11-01"));
    }

    #[test]
    fn only_iana_names_are_zones() {
        assert_eq!(MerchantCalendar::of_zone("Belgrade"), Err(InvalidTimeZone));
        assert_eq!(MerchantCalendar::of_zone(""), Err(InvalidTimeZone));
    }
}
