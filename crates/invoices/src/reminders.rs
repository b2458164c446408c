//! When customers are reminded of what they owe.

use chrono::{Days, NaiveTime};
use regulars_kernel::{Actor, Date, Instant, InvoiceId, JobId, MerchantCalendar, ReminderId};

/// When reminders leave, on the merchant's wall clock.
const HOUR: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(hour) => hour,
    None => NaiveTime::MIN,
};

/// For so many days a reminder is made up for that could not leave on its day.
const MADE_UP_FOR: i16 = 2;

/// The days on which customers are reminded of an invoice, counted from the one on which it is due: -3 is three days before, 0
/// the day itself. None: nobody is reminded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReminderDays(Vec<i16>);

/// The days are no days of reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReminderDays {
    /// There are more than may be.
    #[error("must be at most {} days", ReminderDays::MOST)]
    TooMany,
    /// A day is too far from the one on which an invoice is due; by its place.
    #[error("must be from {} to {}", ReminderDays::FIRST, ReminderDays::LAST)]
    TooFar(usize),
    /// A day is there twice; by the place of the second.
    #[error("is there twice")]
    Twice(usize),
}

impl ReminderDays {
    /// The most days.
    pub const MOST: usize = 6;
    /// The first day.
    pub const FIRST: i16 = -30;
    /// The last day.
    pub const LAST: i16 = 180;

    /// The days, in whatever order.
    pub fn new(mut days: Vec<i16>) -> Result<Self, InvalidReminderDays> {
        if days.len() > Self::MOST {
            return Err(InvalidReminderDays::TooMany);
        }
        for (place, day) in days.iter().enumerate() {
            if !(Self::FIRST..=Self::LAST).contains(day) {
                return Err(InvalidReminderDays::TooFar(place));
            }
            if days.iter().take(place).any(|earlier| earlier == day) {
                return Err(InvalidReminderDays::Twice(place));
            }
        }
        days.sort_unstable();
        Ok(Self(days))
    }

    /// The days, the earliest first.
    pub fn as_slice(&self) -> &[i16] {
        &self.0
    }

    /// Whether nobody is reminded.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which day's reminder leaves today for an invoice that is due on `due_on`: that of the latest day that has come, for as
    /// long as it is made up for. Earlier ones no longer leave, so that nobody gets two at once.
    pub fn leaving(&self, due_on: Date, today: Date) -> Option<i16> {
        let days_after = i16::try_from(today.signed_duration_since(due_on).num_days()).ok()?;
        let latest = self.0.iter().copied().rfind(|day| *day <= days_after)?;
        (days_after - latest <= MADE_UP_FOR).then_some(latest)
    }

    /// The days on which invoices are due whose reminders leave today, with the day of the reminder.
    pub fn due_days(&self, today: Date) -> Vec<(Date, i16)> {
        let mut due: Vec<(Date, i16)> = Vec::new();
        for day in &self.0 {
            for late in 0..=MADE_UP_FOR {
                let before = i64::from(day + late);
                let due_on = if before >= 0 {
                    today.checked_sub_days(Days::new(before.unsigned_abs()))
                } else {
                    today.checked_add_days(Days::new(before.unsigned_abs()))
                };
                let Some(due_on) = due_on else { continue };
                if self.leaving(due_on, today) == Some(*day) {
                    due.push((due_on, *day));
                }
            }
        }
        due
    }
}

/// When reminders leave next after `now`.
pub fn next_reminders(calendar: &MerchantCalendar, now: Instant) -> Instant {
    let today = calendar.date_of(now);
    let this_morning = calendar.instant_of(today.and_time(HOUR));
    if now < this_morning {
        return this_morning;
    }
    calendar.instant_of(today.succ_opt().unwrap_or(today).and_time(HOUR))
}

/// A reminder that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// The day by which that was due then.
    pub due_on: Date,
    /// Which of the merchant's days of reminders had come; none for one that somebody asked for.
    pub days_after_due: Option<i16>,
    /// The job that writes and sends it.
    pub job: JobId,
    /// Who asked for it.
    pub recorded_by: Actor,
    /// When.
    pub created_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn days(days: &[i16]) -> ReminderDays {
        ReminderDays::new(days.to_vec()).unwrap()
    }

    #[test]
    fn days_are_few_near_and_different() {
        assert_eq!(days(&[7, -3, 0]).as_slice(), [-3, 0, 7]);
        assert_eq!(ReminderDays::new(vec![1, 2, 3, 4, 5, 6, 7]), Err(InvalidReminderDays::TooMany));
        assert_eq!(ReminderDays::new(vec![1, -31]), Err(InvalidReminderDays::TooFar(1)));
        assert_eq!(ReminderDays::new(vec![181]), Err(InvalidReminderDays::TooFar(0)));
        assert_eq!(ReminderDays::new(vec![1, 7, 1]), Err(InvalidReminderDays::Twice(2)));
    }

    #[test]
    fn a_reminder_leaves_on_its_day_or_soon_after_and_only_the_latest() {
        let chosen = days(&[-3, 1, 2, 7]);
        for (today, leaves) in [
            ("2026-11-17", None),
            ("2026-11-18", Some(-3)),
            ("2026-11-20", Some(-3)),
            ("2026-11-21", None),
            ("2026-11-22", Some(1)),
            ("2026-11-23", Some(2)),
            ("2026-11-25", Some(2)),
            ("2026-11-26", None),
            ("2026-11-30", Some(7)),
            ("2026-12-01", None),
        ] {
            assert_eq!(chosen.leaving(day("2026-11-21"), day(today)), leaves, "{today}");
        }
        assert_eq!(days(&[]).leaving(day("2026-11-21"), day("2026-11-21")), None);
    }

    #[test]
    fn the_days_on_which_invoices_are_due_are_those_whose_reminders_leave() {
        let today = day("2026-11-21");
        let chosen = days(&[-3, -2, 0, 1, 30]);
        let due = chosen.due_days(today);
        for away in -40..=40_i64 {
            let due_on = today + chrono::TimeDelta::days(away);
            let listed: Vec<i16> = due.iter().filter(|(on, _)| *on == due_on).map(|(_, day)| *day).collect();
            assert_eq!(listed, Vec::from_iter(chosen.leaving(due_on, today)), "{due_on}");
        }
    }

    #[test]
    fn reminders_leave_in_the_morning_of_the_merchant() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let next = |now: &str| next_reminders(&calendar, now.parse().unwrap()).to_rfc3339();
        assert_eq!(next("2026-11-21T07:59:59Z"), "2026-11-21T08:00:00+00:00");
        assert_eq!(next("2026-11-21T08:00:00Z"), "2026-11-22T08:00:00+00:00");
        assert_eq!(next("2026-10-24T12:00:00Z"), "2026-10-25T08:00:00+00:00");
    }
}
