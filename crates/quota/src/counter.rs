//! Where units come from.

use std::fmt;

use regulars_kernel::{Date, QuotaPackId};

/// One source of units. The order of the values is the order in which counters are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// The grant of the month that begins on that day.
    Month(Date),
    /// One pack.
    Pack(QuotaPackId),
}

/// The text does not name a counter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no counter {kind} {id}")]
pub struct InvalidCounter {
    kind: String,
    id: String,
}

impl Counter {
    /// The name of its kind, for stores and bodies.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Month(_) => "month",
            Self::Pack(_) => "pack",
        }
    }

    /// What tells it from others of its kind: the first day of the month, or the id of the pack.
    pub fn id(self) -> String {
        match self {
            Self::Month(period) => period.to_string(),
            Self::Pack(id) => id.to_string(),
        }
    }

    /// The counter that [`Self::kind`] and [`Self::id`] were taken from.
    pub fn parse(kind: &str, id: &str) -> Result<Self, InvalidCounter> {
        let counter = match kind {
            "month" => id.parse().map(Self::Month).ok(),
            "pack" => id.parse().map(Self::Pack).ok(),
            _ => None,
        };
        counter.ok_or_else(|| InvalidCounter { kind: kind.to_owned(), id: id.to_owned() })
    }

    /// Whether its units are gone at `period`, the first day of the present month.
    pub fn has_ended(self, period: Date) -> bool {
        matches!(self, Self::Month(month) if month < period)
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.kind(), self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_read_as_it_was_written() {
        let pack = Counter::Pack("01900000-0000-7000-8000-000000000001".parse().unwrap());
        for counter in [Counter::Month("2026-11-01".parse().unwrap()), pack] {
            assert_eq!(Counter::parse(counter.kind(), &counter.id()), Ok(counter));
        }
        assert!(Counter::parse("year", "2026").is_err());
        assert!(Counter::parse("month", "November").is_err());
    }

    #[test]
    fn only_a_month_ends() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(Counter::Month(day("2026-11-01")).has_ended(day("2026-12-01")));
        assert!(!Counter::Month(day("2026-12-01")).has_ended(day("2026-12-01")));
        assert!(!Counter::Pack(QuotaPackId::new(uuid::Uuid::nil())).has_ended(day("2026-12-01")));
    }
}
