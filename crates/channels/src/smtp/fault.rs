//! Whose fault a refusal is.
//!
//! The enhanced status code (RFC 3463) tells it where the relay gives one, otherwise the step of the dialogue and the
//! code of RFC 5321. Only the recipient's fault says something about the recipient: every other one would meet the next
//! message too.

use crate::{EnhancedStatus, Fault, Phase, RelayFailure, Reply};

impl RelayFailure {
    /// Whether the relay said for good that it does not serve us, rather than failing to.
    pub(super) fn is_for_good(&self) -> bool {
        matches!(self, Self::TurnedAway { reply, .. } if reply.code() >= 500)
    }
}

/// Whose fault a refusal for good is.
pub(super) fn fault_of(reply: &Reply, phase: Phase) -> Fault {
    // What a relay says before it looks at the message: log in first (530), with something else (534, 535, 538).
    if matches!(reply.code(), 530 | 534 | 535 | 538) {
        return Fault::Relay;
    }
    reply
        .enhanced_status()
        .and_then(|status| by_status(status, phase))
        .unwrap_or_else(|| by_phase(reply, phase))
}

/// 5.1.x, but for what is wrong with the sender (5.1.7 and 5.1.8).
pub(super) fn is_bad_mailbox(reply: &Reply) -> bool {
    reply
        .enhanced_status()
        .is_some_and(|status| status.class == 5 && status.subject == 1 && !matches!(status.detail, 7 | 8))
}

/// By the enhanced status code; `None` where it leaves it open.
fn by_status(status: EnhancedStatus, phase: Phase) -> Option<Fault> {
    Some(match (status.subject, status.detail) {
        (1, 7 | 8) => Fault::Sender,
        (1 | 2 | 4, _) => Fault::Recipient,
        (3, 4) | (6, _) => Fault::Content,
        (3 | 5, _) => Fault::Relay,
        // Authentication: of the login (RFC 4954), and of the sender (RFC 7372, RFC 8616).
        (7, 8..=14) => Fault::Relay,
        (7, 20..=30) => Fault::Sender,
        (7, 2) => Fault::Recipient,
        (7, _) => match phase {
            Phase::Data | Phase::FinalDot => Fault::Content,
            _ => Fault::Sender,
        },
        _ => return None,
    })
}

fn by_phase(reply: &Reply, phase: Phase) -> Fault {
    match (phase, reply.code()) {
        (_, 500..=504 | 555) => Fault::Relay,
        (Phase::Sender, 552) | (Phase::FinalDot, _) => Fault::Content,
        (Phase::Sender, _) => Fault::Sender,
        (Phase::Recipient, 554) => Fault::Sender,
        (Phase::Recipient, _) => Fault::Recipient,
        _ => Fault::Relay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ChannelFailure;

    #[test]
    fn a_refusal_is_laid_at_somebodys_door() {
        for (phase, code, text, fault) in [
            (Phase::Sender, 530, "5.7.0 Authentication required", Fault::Relay),
            (Phase::Sender, 530, "Must issue a STARTTLS command first", Fault::Relay),
            (Phase::Recipient, 535, "5.7.8 Bad credentials", Fault::Relay),
            (Phase::Sender, 554, "5.7.1 Sender blocked", Fault::Sender),
            (Phase::Sender, 550, "5.1.8 Sender domain does not exist", Fault::Sender),
            (Phase::Sender, 550, "No", Fault::Sender),
            (Phase::Sender, 552, "Message too big", Fault::Content),
            (Phase::Recipient, 554, "5.7.1 Relay access denied", Fault::Sender),
            (Phase::Recipient, 554, "Transaction failed", Fault::Sender),
            (Phase::Recipient, 550, "5.7.26 Unauthenticated sender", Fault::Sender),
            (Phase::Recipient, 550, "5.1.1 No such user", Fault::Recipient),
            (Phase::Recipient, 550, "5.1.10 Null MX", Fault::Recipient),
            (Phase::Recipient, 552, "5.2.2 Mailbox full", Fault::Recipient),
            (Phase::Recipient, 550, "No such user", Fault::Recipient),
            (Phase::Recipient, 503, "5.5.1 Bad sequence of commands", Fault::Relay),
            (Phase::Data, 554, "5.5.1 No valid recipients", Fault::Relay),
            (Phase::FinalDot, 554, "5.7.1 Content refused", Fault::Content),
            (Phase::FinalDot, 550, "5.6.0 Malformed", Fault::Content),
            (Phase::FinalDot, 552, "5.3.4 Message too big", Fault::Content),
            (Phase::FinalDot, 550, "5.7.26 No DMARC", Fault::Sender),
            (Phase::FinalDot, 550, "5.1.1 No such user", Fault::Recipient),
            (Phase::FinalDot, 554, "Refused", Fault::Content),
        ] {
            assert_eq!(fault_of(&Reply::new(code, text), phase), fault, "{phase}: {code} {text}");
        }
    }

    #[test]
    fn only_a_bad_mailbox_is_suppressed() {
        for (text, bad) in [
            ("5.1.1 No such user", true),
            ("5.1.10 Null MX", true),
            ("5.1.7 Bad sender", false),
            ("5.1.8 Bad sender", false),
            ("5.7.1 Blocked", false),
            ("5.2.2 Full", false),
            ("No such user", false),
        ] {
            assert_eq!(is_bad_mailbox(&Reply::new(550, text)), bad, "{text}");
        }
    }

    #[test]
    fn a_relay_turns_us_away_for_good_with_a_code_of_500_and_more() {
        for (code, text, for_good) in [(535, "5.7.8 Bad credentials", true), (421, "4.3.2 Busy", false)] {
            let reply = Reply::new(code, text);
            let failure: ChannelFailure = RelayFailure::TurnedAway { phase: Phase::Login, reply }.into();
            let said = failure.turned_away.map(|said| said.words);
            assert_eq!(said, for_good.then(|| format!("{code} {text}")));
        }
        let failure: ChannelFailure = RelayFailure::NoEncryption.into();
        assert_eq!(failure.turned_away, None);
    }
}
