//! What a use case must know about the merchant and the caller.

use chrono::Duration;
use regulars_kernel::{Actor, Currency, Instant, Language, MerchantCalendar, TerminalId};

/// The merchant as its till sees it, and who is at the till.
#[derive(Clone, Copy, Debug)]
pub struct Till {
    /// What "day" means for the merchant.
    pub calendar: MerchantCalendar,
    /// The currency of its receipts.
    pub currency: Currency,
    /// The language of what its receipts print.
    pub language: Language,
    /// Who records.
    pub actor: Actor,
    /// Whether the merchant has or had programmes: then receipts may earn, and points may pay.
    pub programmes: bool,
    /// Whether the merchant has or had campaigns of coupons: then codes may be coupons.
    pub campaigns: bool,
}

impl Till {
    /// How far a till's clock may run ahead before its receipts are flagged.
    pub const TOLERATED_SKEW: Duration = Duration::days(1);

    /// How old a receipt may be that counts as of when it was, unless it says itself that it is of the past.
    pub const OLDEST: Duration = Duration::days(400);

    /// Whether a receipt counts as of when it was recorded, because when it was by the till's clock is not to be
    /// believed: more than a day ahead, or so old that it must have said so (`historic`).
    pub fn counts_as_recorded(occurred_at: Instant, historic: bool, recorded_at: Instant) -> bool {
        let age = recorded_at.signed_duration_since(occurred_at);
        age < -Self::TOLERATED_SKEW || (age > Self::OLDEST && !historic)
    }

    /// The terminal that records, if it is one.
    pub const fn terminal(&self) -> Option<TerminalId> {
        match self.actor {
            Actor::Terminal(id) => Some(id),
            Actor::User(_) | Actor::ApiKey(_) | Actor::System => None,
        }
    }

    /// Whether a till's clock is off by more than a day. Receipts of the past are no sign of that, because a till
    /// uploads late; so a till that tells when it sent is held against that instant.
    pub fn is_skewed(occurred_at: Instant, sent_at: Option<Instant>, now: Instant) -> bool {
        let ahead = occurred_at.signed_duration_since(now) > Self::TOLERATED_SKEW;
        ahead || sent_at.is_some_and(|sent| sent.signed_duration_since(now).abs() > Self::TOLERATED_SKEW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_receipt_is_fine_and_one_of_the_day_after_tomorrow_is_flagged() {
        let instant = |text: &str| text.parse::<Instant>().unwrap();
        let now = instant("2026-11-21T12:00:00Z");
        assert!(!Till::is_skewed(instant("2026-11-13T09:00:00Z"), None, now));
        assert!(!Till::is_skewed(instant("2026-11-22T12:00:00Z"), None, now));
        assert!(Till::is_skewed(instant("2026-11-22T12:00:01Z"), None, now));
        assert!(Till::is_skewed(instant("2026-11-13T09:00:00Z"), Some(instant("2026-11-20T11:00:00Z")), now));
    }

    #[test]
    fn what_is_far_ahead_or_very_old_counts_as_of_when_it_came() {
        let instant = |text: &str| text.parse::<Instant>().unwrap();
        let now = instant("2026-11-21T12:00:00Z");
        for (occurred_at, historic, as_recorded) in [
            ("2026-11-22T12:00:00Z", false, false),
            ("2026-11-22T12:00:01Z", false, true),
            ("2031-01-01T00:00:00Z", true, true),
            ("2025-10-17T12:00:00Z", false, false),
            ("2025-10-17T11:59:59Z", false, true),
            ("2025-10-17T11:59:59Z", true, false),
            ("1970-01-01T00:00:00Z", false, true),
        ] {
            assert_eq!(
                Till::counts_as_recorded(instant(occurred_at), historic, now),
                as_recorded,
                "{occurred_at}"
            );
        }
    }
}
