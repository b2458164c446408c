//! When the demo's customers go shopping.

use chrono::{Duration, NaiveTime};
use regulars_kernel::{Instant, MerchantCalendar};

use super::draw::Draw;

/// How far back the receipts go.
pub const YEAR: Duration = Duration::days(365);
/// Who has not come for that long is lost, whatever the month: the target group asks for eight months.
const LOST: Duration = Duration::days(260);
/// Only who was known for that long before has had the time to get lost.
const KNOWN_BEFORE_LOST: Duration = Duration::days(300);

/// How often somebody comes, as the mean of the days between two visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    Every(i32),
    /// Came once a fortnight, and does not come any more.
    Lost,
    Never,
}

impl Habit {
    fn draw(draw: &Draw, met_at: Instant, now: Instant) -> Self {
        match draw.below(100) {
            0..10 => Self::Every(7),
            10..40 => Self::Every(15),
            40..76 => Self::Every(45),
            76..92 if met_at < now - KNOWN_BEFORE_LOST => Self::Lost,
            76..92 => Self::Every(30),
            _ => Self::Never,
        }
    }
}

/// The visits of somebody whom the merchant has met, oldest first, none of them after `now`.
pub fn draw_visits(draw: &Draw, calendar: &MerchantCalendar, met_at: Instant, now: Instant) -> Vec<Instant> {
    let (days, end) = match Habit::draw(draw, met_at, now) {
        Habit::Every(days) => (days, now),
        Habit::Lost => (15, now - LOST),
        Habit::Never => return Vec::new(),
    };
    let mut visits = Vec::new();
    let mut next = (met_at + Duration::days(1)).max(now - YEAR + Duration::hours(draw_hours(draw, days)));
    while next < end {
        let visit = within_opening_hours(draw, calendar, next);
        if visit < end {
            visits.push(visit);
        }
        // From a half to one and a half of the mean.
        next += Duration::hours(i64::from(days) * 12 + draw_hours(draw, days));
    }
    visits
}

/// Visits of people who do not say who they are.
pub fn draw_anonymous_visits(
    draw: &Draw,
    calendar: &MerchantCalendar,
    count: usize,
    now: Instant,
) -> Vec<Instant> {
    let visits = (0..count).map(|_| {
        let ago = Duration::hours(draw_hours(draw, 364) + 12);
        within_opening_hours(draw, calendar, now - ago)
    });
    visits.filter(|visit| *visit < now).collect()
}

/// A number of hours below so many days.
fn draw_hours(draw: &Draw, days: i32) -> i64 {
    i64::try_from(draw.below(usize::try_from(days).unwrap_or(1) * 24)).unwrap_or_default()
}

/// The same day, while the stores are open.
fn within_opening_hours(draw: &Draw, calendar: &MerchantCalendar, instant: Instant) -> Instant {
    let number = |below: usize| u32::try_from(draw.below(below)).unwrap_or_default();
    let time = NaiveTime::from_hms_opt(8 + number(12), number(60), number(60)).unwrap_or(NaiveTime::MIN);
    calendar.instant_of(calendar.date_of(instant).and_time(time))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_kernel::SeededRandom;

    use super::*;

    #[test]
    fn nobody_comes_before_they_are_met_or_after_the_present() {
        let draw = Draw::new(Arc::new(SeededRandom::new(1)));
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        for days in 0..540 {
            let met_at = now - Duration::days(days);
            for visit in draw_visits(&draw, &calendar, met_at, now) {
                assert!(visit > met_at && visit < now && visit > now - YEAR - Duration::days(1), "{visit}");
            }
        }
    }
}
