//! Whose fault a refusal is.
//!
//! The enhanced status code (RFC 3463) tells it where the relay gives one, otherwise the step of the dialogue and the
//! code of RFC 5321. Only the recipient's fault says something about the recipient: every other one would meet the next
//! message too.

use crate::{EnhancedStatus, Phase, RelayFailure, Reply, SendOutcome};

/// Whose fault it is that a message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The sender's: its address, its reputation, or its proof of who it is.
    Sender,
    /// The relay's, or ours at the relay: it wants another login, or does not relay for us.
    Relay,
    /// The content's.
    Content,
    /// The recipient's: the mailbox, or the system behind it.
    Recipient,
}

impl SendOutcome {
    /// Whose fault a refusal for good is; `None` when it is none, or none for good.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Refused { reply, phase } => Some(fault_of(reply, *phase)),
            Self::NotAttempted { reason } if reason.is_for_good() => Some(Fault::Relay),
            _ => None,
        }
    }
}

impl RelayFailure {
    /// Whether the relay said for good that it does not serve us, rather than failing to.
    pub fn is_for_good(&self) -> bool {
        matches!(self, Self::TurnedAway { reply, .. } if reply.code() >= 500)
    }
}

fn fault_of(reply: &Reply, phase: Phase) -> Fault {
    // What a relay says before it looks at the message: log in first (530), with something else (534, 535, 538).
    if matches!(reply.code(), 530 | 534 | 535 | 538) {
        return Fault::Relay;
    }
    reply
        .enhanced_status()
        .and_then(|status| by_status(status, phase))
        .unwrap_or_else(|| by_phase(reply, phase))
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
            let refused = SendOutcome::Refused { reply: Reply::new(code, text), phase };
            assert_eq!(refused.fault(), Some(fault), "{phase}: {code} {text}");
        }
        let reply = Reply::new(535, "5.7.8 Bad credentials");
        let turned_away = RelayFailure::TurnedAway { phase: Phase::Login, reply };
        assert_eq!(SendOutcome::NotAttempted { reason: turned_away }.fault(), Some(Fault::Relay));
        let busy = RelayFailure::TurnedAway { phase: Phase::Greeting, reply: Reply::new(421, "Busy") };
        assert_eq!(SendOutcome::NotAttempted { reason: busy }.fault(), None);
        let deferred = SendOutcome::Deferred { reply: Reply::new(451, "4.7.1 Later"), phase: Phase::Sender };
        assert_eq!(deferred.fault(), None);
    }
}
