//! Tells the sender's faults, and the relay's, from the recipients'.
//!
//! What one recipient's mailbox or spam filter refuses has failed. What is refused several times in a row, with nothing
//! accepted between, is not about one recipient: the newsletter pauses, and what was refused waits. So it is with
//! recipients, only that more of them may be wrong in a row. Until it is known which of the two it is, a refused message
//! stays leased. Somebody who resumes the newsletter has read why it paused, and is not asked the same again.

use regulars_channels::{ChannelFailure, Fault, Said, SendOutcome};
use regulars_newsletters::{DeliveryKey, DeliveryOutcome, Pause, PauseReason, SettledDelivery};

/// So many in a row are not about one recipient.
pub(super) const IN_A_ROW: u32 = 5;
/// So many mailboxes in a row are hardly all wrong, and so many messages in a row are hardly put off for their own sake.
const RECIPIENTS_IN_A_ROW: u32 = 20;

/// What was refused, lost or put off since a message was accepted.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    resumed_from: Option<PauseReason>,
    /// The refused messages, as they are settled once it is known that it was about their recipients, and why each was
    /// refused.
    held: Vec<(PauseReason, SettledDelivery)>,
    /// Why the newsletter pauses if it was not.
    last: Option<Pause>,
    /// Why it pauses if it was not about the mailboxes either.
    last_of_recipients: Option<Pause>,
    /// What the relay said as it last put a message off.
    deferral: Option<Pause>,
    refused: u32,
    recipients: u32,
    lost: u32,
    deferred: u32,
    accepted: bool,
}

impl Refusals {
    /// Nothing yet, of a newsletter that was resumed from such a pause of its own.
    pub(super) fn after(resumed_from: Option<PauseReason>) -> Self {
        Self { resumed_from, ..Self::default() }
    }

    /// Takes how an attempt has ended, and what that means by itself. Gives what is to be settled now.
    pub(super) fn take(
        &mut self,
        key: DeliveryKey,
        outcome: &SendOutcome,
        meant: DeliveryOutcome,
    ) -> Vec<SettledDelivery> {
        let meant = SettledDelivery { key, outcome: meant };
        match (outcome, pause_for(outcome)) {
            (SendOutcome::Accepted, _) => {
                let held = std::mem::take(&mut self.held);
                *self = Self { accepted: true, ..Self::after(self.resumed_from) };
                held.into_iter().map(|(_, settled)| settled).chain([meant]).collect()
            }
            (SendOutcome::Refused { .. }, Some(pause)) => {
                self.deferred = 0;
                let is_recipients = pause.reason == PauseReason::RecipientsRefused;
                if is_recipients && self.resumed_from == Some(PauseReason::RecipientsRefused) {
                    return vec![meant];
                }
                self.held.push((pause.reason, meant));
                if is_recipients {
                    self.recipients += 1;
                    self.last_of_recipients = Some(pause);
                } else {
                    self.refused += 1;
                    self.last = Some(pause);
                }
                vec![SettledDelivery { key, outcome: DeliveryOutcome::Held }]
            }
            (SendOutcome::Unknown { .. }, Some(pause)) => {
                self.lost += 1;
                if self.refused == 0 {
                    self.last = Some(pause);
                }
                vec![meant]
            }
            (SendOutcome::Deferred { .. }, Some(pause)) => {
                self.deferred += 1;
                self.deferral = Some(pause.clone());
                if !matches!(meant.outcome, DeliveryOutcome::Failed { .. }) {
                    return vec![meant];
                }
                // Given up after days: of several in a row it is the relay that never took anything.
                self.refused += 1;
                self.held.push((pause.reason, meant));
                self.last = Some(pause);
                vec![SettledDelivery { key, outcome: DeliveryOutcome::Held }]
            }
            _ => vec![meant],
        }
    }

    /// Why the newsletter is to pause by now, if it is.
    pub(super) fn pause(&self) -> Option<&Pause> {
        if self.refused >= IN_A_ROW || self.lost >= IN_A_ROW {
            self.last.as_ref()
        } else if self.recipients >= RECIPIENTS_IN_A_ROW {
            self.last_of_recipients.as_ref()
        } else {
            None
        }
    }

    /// What the relay said, if it has put off so many messages in a row that it is to be left alone for a while.
    pub(super) fn defers(&self) -> Option<&Pause> {
        self.deferral.as_ref().filter(|_| self.deferred >= RECIPIENTS_IN_A_ROW)
    }

    /// No further message follows in this turn, and where `is_end`, none is left at all, so nothing more will be learnt of
    /// what was refused. Gives what is to be settled as the recipients' fault: fewer wrong mailboxes than make a pause; at
    /// the end also a refused content where others were accepted, and what somebody let go on who had read of it.
    pub(super) fn settle_last(&mut self, is_end: bool) -> Vec<SettledDelivery> {
        if self.pause().is_some() {
            return Vec::new();
        }
        let (accepted, resumed_from) = (self.accepted, self.resumed_from);
        let is_theirs = |reason: PauseReason| match reason {
            PauseReason::RecipientsRefused | PauseReason::RelayDefers => true,
            PauseReason::ContentRefused => is_end && (accepted || resumed_from == Some(reason)),
            other => is_end && resumed_from == Some(other),
        };
        let (theirs, kept) =
            std::mem::take(&mut self.held).into_iter().partition(|(reason, _)| is_theirs(*reason));
        self.held = kept;
        let theirs: Vec<(PauseReason, SettledDelivery)> = theirs;
        theirs.into_iter().map(|(_, settled)| settled).collect()
    }

    /// Why the newsletter is to pause now that nothing else is left to be sent: what is still held was refused.
    pub(super) fn pause_at_the_end(&self) -> Option<&Pause> {
        if self.held.is_empty() { self.pause() } else { self.pause().or(self.last.as_ref()) }
    }
}

/// Why a newsletter pauses when a relay has said for good that it does not serve us.
pub(super) fn turned_away(failure: &ChannelFailure) -> Option<Pause> {
    failure.turned_away.as_ref().map(|said| pause(PauseReason::RelayRefused, said))
}

fn pause_for(outcome: &SendOutcome) -> Option<Pause> {
    match outcome {
        SendOutcome::Refused { said, fault, .. } => {
            let reason = match fault {
                Fault::Sender => PauseReason::SenderRefused,
                Fault::Relay => PauseReason::RelayRefused,
                Fault::Content => PauseReason::ContentRefused,
                Fault::Recipient => PauseReason::RecipientsRefused,
            };
            Some(pause(reason, said))
        }
        SendOutcome::Deferred { said } => Some(pause(PauseReason::RelayDefers, said)),
        SendOutcome::Unknown { reason } => {
            Some(Pause { reason: PauseReason::ConnectionsLost, detail: Some(reason.clone()) })
        }
        SendOutcome::Accepted | SendOutcome::NotAttempted { .. } => None,
    }
}

fn pause(reason: PauseReason, said: &Said) -> Pause {
    Pause { reason, detail: Some(said.words.clone()) }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::CustomerId;
    use uuid::Uuid;

    use super::*;

    fn said(words: &str) -> Said {
        Said { code: "554".to_owned(), words: words.to_owned() }
    }

    fn refused(fault: Fault, words: &str) -> SendOutcome {
        SendOutcome::Refused { said: said(words), fault, bad_address: false }
    }

    fn take(refusals: &mut Refusals, number: u128, outcome: &SendOutcome) -> Vec<DeliveryOutcome> {
        let meant = match outcome {
            SendOutcome::Accepted => DeliveryOutcome::Sent,
            SendOutcome::Unknown { .. } => DeliveryOutcome::Unknown { reason: String::new() },
            SendOutcome::Deferred { .. } => DeliveryOutcome::Deferred {
                next_attempt_at: regulars_kernel::Instant::UNIX_EPOCH,
                reason: String::new(),
            },
            _ => DeliveryOutcome::Failed { reason: String::new(), bad_address: false },
        };
        let key = DeliveryKey::by_email(CustomerId::new(Uuid::from_u128(number)));
        refusals.take(key, outcome, meant).into_iter().map(|settled| settled.outcome).collect()
    }

    #[test]
    fn what_is_refused_in_a_row_waits_and_what_is_followed_by_a_success_has_failed() {
        let mut refusals = Refusals::default();
        let content = refused(Fault::Content, "5.7.1 Spam");
        for number in 0..4 {
            assert_eq!(take(&mut refusals, number, &content), [DeliveryOutcome::Held]);
        }
        assert_eq!(refusals.pause(), None);
        let accepted = SendOutcome::Accepted;
        let settled = take(&mut refusals, 4, &accepted);
        assert_eq!((settled.len(), &settled[4]), (5, &DeliveryOutcome::Sent));
        for number in 5..10 {
            assert_eq!(refusals.pause(), None, "{number}");
            take(&mut refusals, number, &refused(Fault::Sender, "5.7.1 Blocked"));
            take(&mut refusals, 100 + number, &refused(Fault::Recipient, "5.1.1 Nobody"));
        }
        assert_eq!(refusals.pause().map(|pause| pause.reason), Some(PauseReason::SenderRefused));
        assert_eq!(refusals.settle_last(true), []);
    }

    #[test]
    fn what_is_left_at_the_end_is_the_recipients_only_if_it_is_content_and_others_were_accepted() {
        let accepted = SendOutcome::Accepted;
        for (fault, is_accepted, has_failed) in [
            (Fault::Content, true, true),
            (Fault::Content, false, false),
            (Fault::Sender, true, false),
            (Fault::Sender, false, false),
        ] {
            let mut refusals = Refusals::default();
            if is_accepted {
                take(&mut refusals, 1, &accepted);
            }
            take(&mut refusals, 2, &refused(fault, "5.7.1 No"));
            assert_eq!(!refusals.settle_last(true).is_empty(), has_failed, "{fault:?} {is_accepted}");
            assert_eq!(refusals.pause_at_the_end().is_none(), has_failed, "{fault:?} {is_accepted}");
        }
    }

    #[test]
    fn mailboxes_that_are_all_wrong_pause_it_and_a_few_have_failed() {
        let wrong = refused(Fault::Recipient, "5.1.1 Nobody");
        let mut few = Refusals::default();
        for number in 0..19 {
            assert_eq!(take(&mut few, number, &wrong), [DeliveryOutcome::Held]);
        }
        assert_eq!(few.pause(), None);
        assert_eq!(few.settle_last(false).len(), 19);
        assert_eq!(few.pause_at_the_end(), None);
        let mut many = Refusals::default();
        for number in 0..20 {
            assert_eq!(many.pause(), None);
            take(&mut many, number, &wrong);
        }
        assert_eq!(many.pause().map(|pause| pause.reason), Some(PauseReason::RecipientsRefused));
        assert_eq!(many.settle_last(true), []);
        let mut resumed = Refusals::after(Some(PauseReason::RecipientsRefused));
        for number in 0..40 {
            let settled = take(&mut resumed, number, &wrong);
            assert!(matches!(&settled[..], [DeliveryOutcome::Failed { .. }]), "{settled:?}");
        }
        assert_eq!(resumed.pause(), None);
    }

    #[test]
    fn the_last_one_that_is_refused_again_after_somebody_resumed_has_failed() {
        let blocked = refused(Fault::Sender, "5.7.1 Blocked");
        for (resumed_from, has_failed) in [
            (None, false),
            (Some(PauseReason::SenderRefused), true),
            (Some(PauseReason::ContentRefused), false),
        ] {
            let mut refusals = Refusals::after(resumed_from);
            take(&mut refusals, 1, &blocked);
            assert_eq!(refusals.settle_last(false), [], "others may follow");
            assert_eq!(!refusals.settle_last(true).is_empty(), has_failed, "{resumed_from:?}");
            assert_eq!(refusals.pause_at_the_end().is_none(), has_failed, "{resumed_from:?}");
        }
        let mut refusals = Refusals::after(Some(PauseReason::SenderRefused));
        for number in 0..5 {
            take(&mut refusals, number, &blocked);
        }
        assert!(refusals.pause().is_some(), "what is refused to everybody is not about one of them");
    }

    #[test]
    fn a_relay_that_puts_everything_off_is_left_alone() {
        let deferred = SendOutcome::Deferred { said: said("451 4.3.0 Later") };
        let accepted = SendOutcome::Accepted;
        let mut refusals = Refusals::default();
        for number in 0..19 {
            take(&mut refusals, number, &deferred);
        }
        take(&mut refusals, 19, &accepted);
        for number in 20..40 {
            assert_eq!(refusals.defers(), None, "{number}");
            take(&mut refusals, number, &deferred);
        }
        assert_eq!(refusals.defers().map(|said| said.reason), Some(PauseReason::RelayDefers));
        assert_eq!(refusals.pause(), None);
    }

    #[test]
    fn connections_that_are_lost_in_a_row_pause_it_too() {
        let mut refusals = Refusals::default();
        let lost = SendOutcome::Unknown { reason: "it hung up".to_owned() };
        for number in 0..5 {
            assert_eq!(refusals.pause_at_the_end(), None);
            take(&mut refusals, number, &lost);
        }
        assert_eq!(refusals.pause().map(|pause| pause.reason), Some(PauseReason::ConnectionsLost));
    }
}
