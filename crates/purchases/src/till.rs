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
}

impl Till {
    /// How far a till's clock may run ahead before its receipts are flagged.
    pub const TOLERATED_SKEW: Duration = Duration::days(1);

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
}
