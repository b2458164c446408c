//! What the outcome of an attempt means for its delivery.

use regulars_channels::SendOutcome;
use regulars_kernel::Instant;
use regulars_newsletters::{DeliveryLadder, DeliveryOutcome};

/// The outcome of an attempt at a delivery that has burnt `attempts` before.
pub(super) fn outcome_of(
    outcome: &SendOutcome,
    attempts: u32,
    ladder: &DeliveryLadder,
    merchant_now: Instant,
) -> DeliveryOutcome {
    match outcome {
        SendOutcome::Accepted => DeliveryOutcome::Sent,
        SendOutcome::Deferred { said } => match ladder.pause_after(attempts.saturating_add(1)) {
            Some(pause) => DeliveryOutcome::Deferred {
                next_attempt_at: merchant_now + pause,
                reason: said.words.clone(),
            },
            None => {
                DeliveryOutcome::Failed { reason: format!("gave up: {}", said.words), bad_address: false }
            }
        },
        SendOutcome::Refused { said, bad_address, .. } => {
            DeliveryOutcome::Failed { reason: said.words.clone(), bad_address: *bad_address }
        }
        SendOutcome::NotAttempted { .. } => DeliveryOutcome::NotAttempted,
        SendOutcome::Unknown { reason } => DeliveryOutcome::Unknown { reason: reason.clone() },
    }
}

#[cfg(test)]
mod tests {
    use regulars_channels::{ChannelFailure, Fault, Said};

    use super::*;

    fn said(words: &str) -> Said {
        Said { code: "recipient".to_owned(), words: words.to_owned() }
    }

    fn judged(outcome: &SendOutcome, attempts: u32) -> DeliveryOutcome {
        outcome_of(outcome, attempts, &DeliveryLadder::default(), Instant::UNIX_EPOCH)
    }

    #[test]
    fn a_refusal_has_failed_and_a_bad_address_is_remembered() {
        for bad_address in [true, false] {
            let refused = SendOutcome::Refused { said: said("550 No"), fault: Fault::Recipient, bad_address };
            let expected = DeliveryOutcome::Failed { reason: "550 No".to_owned(), bad_address };
            assert_eq!(judged(&refused, 0), expected);
        }
    }

    #[test]
    fn a_deferral_climbs_the_ladder_and_gives_up_at_its_end() {
        let deferred = SendOutcome::Deferred { said: said("451 4.2.1 Later") };
        let DeliveryOutcome::Deferred { next_attempt_at, .. } = judged(&deferred, 1) else {
            panic!("the second attempt is deferred");
        };
        assert_eq!(next_attempt_at.timestamp(), 3600);
        let expected =
            DeliveryOutcome::Failed { reason: "gave up: 451 4.2.1 Later".to_owned(), bad_address: false };
        assert_eq!(judged(&deferred, 8), expected);
    }

    #[test]
    fn what_may_have_left_is_unknown_and_what_was_not_attempted_burns_nothing() {
        let unknown = judged(&SendOutcome::Unknown { reason: "it hung up".to_owned() }, 0);
        assert!(matches!(unknown, DeliveryOutcome::Unknown { .. }));
        let failure = ChannelFailure { description: "it hung up".to_owned(), turned_away: None };
        let not_attempted = judged(&SendOutcome::NotAttempted { failure }, 0);
        assert!(!not_attempted.burns_an_attempt());
    }
}
