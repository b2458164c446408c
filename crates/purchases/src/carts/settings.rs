//! What a merchant sets about carts.

use chrono::Duration;

/// When a cart is abandoned, and until when something may come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartSettings {
    /// After how many minutes without a change a cart is abandoned.
    abandoned_after_minutes: u16,
    /// How many days after that a purchase still counts as what came of it.
    recovered_within_days: u16,
}

impl CartSettings {
    /// From 10 minutes to a week.
    pub const MINUTES: std::ops::RangeInclusive<u16> = 10..=10_080;
    /// From a day to 30, when a cart expires.
    pub const DAYS: std::ops::RangeInclusive<u16> = 1..=30;

    /// The settings, unless one of them is out of range.
    pub fn new(abandoned_after_minutes: u16, recovered_within_days: u16) -> Option<Self> {
        let fit =
            Self::MINUTES.contains(&abandoned_after_minutes) && Self::DAYS.contains(&recovered_within_days);
        fit.then_some(Self { abandoned_after_minutes, recovered_within_days })
    }

    /// After how many minutes without a change a cart is abandoned.
    pub const fn abandoned_after_minutes(self) -> u16 {
        self.abandoned_after_minutes
    }

    /// How many days after that a purchase still counts as what came of it.
    pub const fn recovered_within_days(self) -> u16 {
        self.recovered_within_days
    }

    /// After how long without a change a cart is abandoned.
    pub fn abandoned_after(self) -> Duration {
        Duration::minutes(self.abandoned_after_minutes.into())
    }

    /// How long after that a purchase still counts as what came of it.
    pub fn recovered_within(self) -> Duration {
        Duration::days(self.recovered_within_days.into())
    }
}

impl Default for CartSettings {
    /// An hour and a week, which is what most shops take.
    fn default() -> Self {
        Self { abandoned_after_minutes: 60, recovered_within_days: 7 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_in_their_range() {
        assert_eq!(CartSettings::new(60, 7), Some(CartSettings::default()));
        for (minutes, days) in [(9, 7), (10_081, 7), (60, 0), (60, 31)] {
            assert_eq!(CartSettings::new(minutes, days), None);
        }
    }
}
