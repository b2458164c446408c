//! Tells the sender's faults from the recipients'.
//!
//! What one recipient's mailbox or spam filter refuses has failed. What is refused several times in a row, with nothing
//! accepted between, is not about one recipient: the newsletter pauses, and what was refused waits. Until it is known
//! which of the two it is, a refused message stays leased.

use regulars_channels::{Fault, RelayFailure, Reply, SendOutcome};
use regulars_kernel::CustomerId;
use regulars_newsletters::{DeliveryOutcome, Pause, PauseReason, SettledDelivery};

use super::outcome::words;

/// So many in a row are not about one recipient.
pub(super) const IN_A_ROW: u32 = 5;

/// What was refused, or lost, since a message was accepted.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    /// The refused messages, as they are settled once it is known that it was about their recipients.
    held: Vec<SettledDelivery>,
    /// Why the newsletter pauses if it was not.
    last: Option<Pause>,
    refused: u32,
    lost: u32,
    accepted: bool,
}

impl Refusals {
    /// Takes how an attempt has ended, and what that means by itself. Gives what is to be settled now.
    pub(super) fn take(
        &mut self,
        customer: CustomerId,
        outcome: &SendOutcome,
        meant: DeliveryOutcome,
    ) -> Vec<SettledDelivery> {
        let meant = SettledDelivery { customer, outcome: meant };
        match (outcome, pause_for(outcome)) {
            (SendOutcome::Accepted { .. }, _) => {
                let held = std::mem::take(&mut self.held);
                *self = Self { accepted: true, ..Self::default() };
                held.into_iter().chain([meant]).collect()
            }
            (SendOutcome::Refused { .. }, Some(pause)) => {
                self.refused += 1;
                self.last = Some(pause);
                self.held.push(meant);
                vec![SettledDelivery { customer, outcome: DeliveryOutcome::Held }]
            }
            (SendOutcome::Unknown { .. }, Some(pause)) => {
                self.lost += 1;
                if self.held.is_empty() {
                    self.last = Some(pause);
                }
                vec![meant]
            }
            _ => vec![meant],
        }
    }

    /// Why the newsletter is to pause by now, if it is.
    pub(super) fn pause(&self) -> Option<&Pause> {
        if self.refused >= IN_A_ROW || self.lost >= IN_A_ROW { self.last.as_ref() } else { None }
    }

    /// Nothing else is left to be sent, so nothing more will be learnt. A refused content where others were accepted is
    /// about the recipient; gives what is to be settled so.
    pub(super) fn settle_last(&mut self) -> Vec<SettledDelivery> {
        let is_content = self.last.as_ref().is_some_and(|pause| pause.reason == PauseReason::ContentRefused);
        if self.pause().is_none() && self.accepted && is_content {
            std::mem::take(&mut self.held)
        } else {
            Vec::new()
        }
    }

    /// Why the newsletter is to pause now that nothing else is left to be sent: what is still held was refused.
    pub(super) fn pause_at_the_end(&self) -> Option<&Pause> {
        if self.held.is_empty() { self.pause() } else { self.last.as_ref() }
    }
}

/// Why a newsletter pauses when a relay has said for good that it does not serve us.
pub(super) fn turned_away(failure: &RelayFailure) -> Option<Pause> {
    match failure {
        RelayFailure::TurnedAway { reply, .. } if failure.is_for_good() => {
            Some(said(PauseReason::RelayRefused, reply))
        }
        _ => None,
    }
}

fn pause_for(outcome: &SendOutcome) -> Option<Pause> {
    match outcome {
        SendOutcome::Refused { reply, .. } => {
            let reason = match outcome.fault()? {
                Fault::Sender => PauseReason::SenderRefused,
                Fault::Relay => PauseReason::RelayRefused,
                Fault::Content => PauseReason::ContentRefused,
                Fault::Recipient => return None,
            };
            Some(said(reason, reply))
        }
        SendOutcome::Unknown { reason } => {
            Some(Pause { reason: PauseReason::ConnectionsLost, detail: Some(reason.to_string()) })
        }
        _ => None,
    }
}

fn said(reason: PauseReason, reply: &Reply) -> Pause {
    Pause { reason, detail: Some(words(reply)) }
}

#[cfg(test)]
mod tests {
    use regulars_channels::Phase;
    use uuid::Uuid;

    use super::*;

    fn refused(phase: Phase, text: &str) -> SendOutcome {
        SendOutcome::Refused { reply: Reply::new(554, text), phase }
    }

    fn take(refusals: &mut Refusals, number: u128, outcome: &SendOutcome) -> Vec<DeliveryOutcome> {
        let meant = match outcome {
            SendOutcome::Accepted { .. } => DeliveryOutcome::Sent,
            SendOutcome::Unknown { .. } => DeliveryOutcome::Unknown { reason: String::new() },
            _ => DeliveryOutcome::Failed { reason: String::new(), bad_mailbox: false },
        };
        let customer = CustomerId::new(Uuid::from_u128(number));
        refusals.take(customer, outcome, meant).into_iter().map(|settled| settled.outcome).collect()
    }

    #[test]
    fn what_is_refused_in_a_row_waits_and_what_is_followed_by_a_success_has_failed() {
        let mut refusals = Refusals::default();
        let content = refused(Phase::FinalDot, "5.7.1 Spam");
        for number in 0..4 {
            assert_eq!(take(&mut refusals, number, &content), [DeliveryOutcome::Held]);
        }
        assert_eq!(refusals.pause(), None);
        let accepted = SendOutcome::Accepted { reply: Reply::new(250, "2.0.0 Ok") };
        let settled = take(&mut refusals, 4, &accepted);
        assert_eq!((settled.len(), &settled[4]), (5, &DeliveryOutcome::Sent));
        for number in 5..10 {
            assert_eq!(refusals.pause(), None, "{number}");
            take(&mut refusals, number, &refused(Phase::Sender, "5.7.1 Blocked"));
            take(&mut refusals, 100 + number, &refused(Phase::Recipient, "5.1.1 Nobody"));
        }
        assert_eq!(refusals.pause().map(|pause| pause.reason), Some(PauseReason::SenderRefused));
        assert_eq!(refusals.settle_last(), []);
    }

    #[test]
    fn what_is_left_at_the_end_is_the_recipients_only_if_it_is_content_and_others_were_accepted() {
        let accepted = SendOutcome::Accepted { reply: Reply::new(250, "2.0.0 Ok") };
        for (phase, is_accepted, has_failed) in [
            (Phase::FinalDot, true, true),
            (Phase::FinalDot, false, false),
            (Phase::Sender, true, false),
            (Phase::Sender, false, false),
        ] {
            let mut refusals = Refusals::default();
            if is_accepted {
                take(&mut refusals, 1, &accepted);
            }
            take(&mut refusals, 2, &refused(phase, "5.7.1 No"));
            assert_eq!(!refusals.settle_last().is_empty(), has_failed, "{phase} {is_accepted}");
            assert_eq!(refusals.pause_at_the_end().is_none(), has_failed, "{phase} {is_accepted}");
        }
    }

    #[test]
    fn connections_that_are_lost_in_a_row_pause_it_too() {
        let mut refusals = Refusals::default();
        let lost = SendOutcome::Unknown { reason: RelayFailure::Closed { phase: Phase::FinalDot } };
        for number in 0..5 {
            assert_eq!(refusals.pause_at_the_end(), None);
            take(&mut refusals, number, &lost);
        }
        assert_eq!(refusals.pause().map(|pause| pause.reason), Some(PauseReason::ConnectionsLost));
    }
}
