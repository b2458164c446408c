//! What the outcome of an attempt means for its delivery.

use regulars_channels::{Reply, SendOutcome};
use regulars_kernel::Instant;
use regulars_newsletters::{DeliveryLadder, DeliveryOutcome};

/// How much of a relay's words is kept.
const LONGEST_REASON: usize = 300;

/// The outcome of an attempt at a delivery that has burnt `attempts` before.
pub(super) fn outcome_of(
    outcome: &SendOutcome,
    attempts: u32,
    ladder: &DeliveryLadder,
    merchant_now: Instant,
) -> DeliveryOutcome {
    match outcome {
        SendOutcome::Accepted { .. } => DeliveryOutcome::Sent,
        SendOutcome::Deferred { reply, .. } => match ladder.pause_after(attempts.saturating_add(1)) {
            Some(pause) => {
                DeliveryOutcome::Deferred { next_attempt_at: merchant_now + pause, reason: words(reply) }
            }
            None => {
                DeliveryOutcome::Failed { reason: format!("gave up: {}", words(reply)), bad_mailbox: false }
            }
        },
        SendOutcome::Refused { reply, .. } => {
            DeliveryOutcome::Failed { reason: words(reply), bad_mailbox: is_bad_mailbox(reply) }
        }
        SendOutcome::NotAttempted { .. } => DeliveryOutcome::NotAttempted,
        SendOutcome::Unknown { reason } => DeliveryOutcome::Unknown { reason: reason.to_string() },
    }
}

pub(super) fn words(reply: &Reply) -> String {
    format!("{} {}", reply.code(), reply.text()).chars().take(LONGEST_REASON).collect()
}

/// 5.1.x, but for what is wrong with the sender (5.1.7 and 5.1.8).
pub(crate) fn is_bad_mailbox(reply: &Reply) -> bool {
    reply
        .enhanced_status()
        .is_some_and(|status| status.class == 5 && status.subject == 1 && !matches!(status.detail, 7 | 8))
}

#[cfg(test)]
mod tests {
    use regulars_channels::{Phase, RelayFailure};

    use super::*;

    fn refused(code: u16, text: &str) -> SendOutcome {
        SendOutcome::Refused { reply: Reply::new(code, text), phase: Phase::Recipient }
    }

    fn judged(outcome: &SendOutcome, attempts: u32) -> DeliveryOutcome {
        outcome_of(outcome, attempts, &DeliveryLadder::default(), Instant::UNIX_EPOCH)
    }

    #[test]
    fn only_a_bad_mailbox_is_suppressed() {
        for (text, bad) in [
            ("5.1.1 No such user", true),
            ("5.1.10 Null MX", true),
            ("5.1.8 Bad sender", false),
            ("5.7.1 Blocked", false),
            ("5.2.2 Full", false),
            ("No such user", false),
        ] {
            let expected = DeliveryOutcome::Failed { reason: format!("550 {text}"), bad_mailbox: bad };
            assert_eq!(judged(&refused(550, text), 0), expected);
        }
    }

    #[test]
    fn a_deferral_climbs_the_ladder_and_gives_up_at_its_end() {
        let deferred =
            SendOutcome::Deferred { reply: Reply::new(451, "4.2.1 Later"), phase: Phase::Recipient };
        let DeliveryOutcome::Deferred { next_attempt_at, .. } = judged(&deferred, 1) else {
            panic!("the second attempt is deferred");
        };
        assert_eq!(next_attempt_at.timestamp(), 3600);
        let expected =
            DeliveryOutcome::Failed { reason: "gave up: 451 4.2.1 Later".to_owned(), bad_mailbox: false };
        assert_eq!(judged(&deferred, 8), expected);
    }

    #[test]
    fn what_may_have_left_is_unknown_and_what_was_not_attempted_burns_nothing() {
        let reason = RelayFailure::Closed { phase: Phase::FinalDot };
        let unknown = judged(&SendOutcome::Unknown { reason: reason.clone() }, 0);
        assert!(matches!(unknown, DeliveryOutcome::Unknown { .. }));
        let not_attempted = judged(&SendOutcome::NotAttempted { reason }, 0);
        assert!(!not_attempted.burns_an_attempt());
    }
}
