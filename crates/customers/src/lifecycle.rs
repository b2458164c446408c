//! Where a customer stands in the life of a customer: derived, never stored.

use regulars_kernel::{Instant, MerchantCalendar, PurchaseTotals};

/// Where a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lifecycle {
    /// Has not bought yet.
    Prospect,
    /// Has bought within the last eight months.
    Active,
    /// Has bought before, but not within the last eight months.
    Lost,
}

impl Lifecycle {
    /// Where a customer with those totals stands at `now`, by the merchant's calendar.
    pub fn of(totals: &PurchaseTotals, now: Instant, calendar: &MerchantCalendar) -> Self {
        match totals.last_at {
            None => Self::Prospect,
            Some(last) if last < Self::lost_before(now, calendar) => Self::Lost,
            Some(_) => Self::Active,
        }
    }

    /// The instant before which the last purchase of a lost customer lies: the start of the day eight months before
    /// today, or of the last day of that month where it is shorter.
    pub fn lost_before(now: Instant, calendar: &MerchantCalendar) -> Instant {
        let today = calendar.date_of(now);
        calendar.start_of_day(MerchantCalendar::months_before(today, MerchantCalendar::LOST_AFTER_MONTHS))
    }

    /// The name in bodies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Active => "active",
            Self::Lost => "lost",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn standing(last: Option<&str>, now: &str) -> Lifecycle {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let totals = PurchaseTotals { last_at: last.map(instant), ..PurchaseTotals::default() };
        Lifecycle::of(&totals, instant(now), &calendar)
    }

    #[test]
    fn without_a_purchase_a_customer_is_a_prospect() {
        assert_eq!(standing(None, "2026-11-21T12:00:00Z"), Lifecycle::Prospect);
    }

    #[test]
    fn a_customer_is_lost_after_eight_months_to_the_day() {
        let now = "2026-11-21T12:00:00Z";
        assert_eq!(standing(Some("2026-03-20T23:00:00Z"), now), Lifecycle::Active);
        assert_eq!(standing(Some("2026-03-20T22:59:59.999999Z"), now), Lifecycle::Lost);
    }

    #[test]
    fn the_merchant_s_day_decides() {
        // It is the 22nd in Belgrade.
        assert_eq!(standing(Some("2026-03-21T12:00:00Z"), "2026-11-21T23:30:00Z"), Lifecycle::Lost);
    }

    #[test]
    fn a_shorter_month_clamps() {
        let now = "2026-10-31T12:00:00Z";
        assert_eq!(standing(Some("2026-02-27T23:00:00Z"), now), Lifecycle::Active);
        assert_eq!(standing(Some("2026-02-27T22:59:59Z"), now), Lifecycle::Lost);
    }
}
