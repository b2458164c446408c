//! What became of a message, in the words of SMTP.

use std::fmt;
use std::io;

use super::fault::{fault_of, is_bad_mailbox};
use crate::{ChannelFailure, Reply, Said, SendOutcome};

/// What became of one attempt to send one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmtpOutcome {
    /// The relay has taken responsibility for the message.
    Accepted {
        /// Its reply to the final dot.
        reply: Reply,
    },
    /// The relay does not take the message now (4xx). Another try later is right and burns an attempt.
    Deferred {
        /// What the relay said.
        reply: Reply,
        /// To what it said it.
        phase: Phase,
    },
    /// The relay will never take the message (5xx).
    Refused {
        /// What the relay said.
        reply: Reply,
        /// To what it said it.
        phase: Phase,
    },
    /// The connection could not be had, or was lost before the first byte of the message left. Nothing is known about
    /// the message or its recipient, so it burns no attempt.
    NotAttempted {
        /// Why there was no usable connection.
        reason: RelayFailure,
    },
    /// The connection was lost, or fell silent, after the message began to leave and before the relay answered. The
    /// message may or may not arrive: sending it again may double it.
    Unknown {
        /// How the connection failed.
        reason: RelayFailure,
    },
}

/// How much of a relay's words is kept.
const LONGEST_WORDS: usize = 300;

/// What a relay said.
fn said(reply: &Reply, phase: Phase) -> Said {
    Said {
        code: format!("{phase}: {}", reply.code()),
        words: format!("{} {}", reply.code(), reply.text()).chars().take(LONGEST_WORDS).collect(),
    }
}

impl From<SmtpOutcome> for SendOutcome {
    fn from(outcome: SmtpOutcome) -> Self {
        match outcome {
            SmtpOutcome::Accepted { .. } => Self::Accepted,
            SmtpOutcome::Deferred { reply, phase } => Self::Deferred { said: said(&reply, phase) },
            SmtpOutcome::Refused { reply, phase } => Self::Refused {
                said: said(&reply, phase),
                fault: fault_of(&reply, phase),
                bad_address: is_bad_mailbox(&reply),
            },
            SmtpOutcome::NotAttempted { reason } => Self::NotAttempted { failure: reason.into() },
            SmtpOutcome::Unknown { reason } => Self::Unknown { reason: reason.to_string() },
        }
    }
}

impl From<RelayFailure> for ChannelFailure {
    fn from(failure: RelayFailure) -> Self {
        let turned_away = match &failure {
            RelayFailure::TurnedAway { phase, reply } if failure.is_for_good() => Some(said(reply, *phase)),
            _ => None,
        };
        Self { description: failure.to_string(), turned_away }
    }
}

/// A step of the dialogue with a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// Resolving the name of the relay and reaching it.
    Connect,
    /// Waiting for its greeting.
    Greeting,
    /// Saying hello (`EHLO`, or `HELO`).
    Hello,
    /// Turning on encryption.
    Encryption,
    /// Proving who we are (`AUTH`).
    Login,
    /// Clearing what is left of the message before (`RSET`).
    Reset,
    /// Naming the return path (`MAIL`).
    Sender,
    /// Naming the recipient (`RCPT`).
    Recipient,
    /// Asking to send the message (`DATA`).
    Data,
    /// Sending the message and waiting for the reply to its final dot.
    FinalDot,
}

impl Phase {
    /// The phase in one word, as stores and logs write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::Hello => "hello",
            Self::Encryption => "encryption",
            Self::Login => "login",
            Self::Reset => "reset",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Data => "data",
            Self::FinalDot => "final_dot",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Why a relay could not be used, or stopped being usable. It prints without personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayFailure {
    /// The relay did not answer within the time of the phase.
    #[error("{phase}: no answer in time")]
    TimedOut {
        /// The phase that took too long.
        phase: Phase,
    },
    /// The network failed.
    #[error("{phase}: the connection failed ({kind})")]
    Lost {
        /// The phase that it failed in.
        phase: Phase,
        /// How it failed.
        kind: io::ErrorKind,
    },
    /// The relay closed the connection without a word.
    #[error("{phase}: the relay closed the connection")]
    Closed {
        /// The phase that it did so in.
        phase: Phase,
    },
    /// The relay said that it will not go on, before a message was concerned: a refused greeting or login, or 421.
    #[error("{phase}: the relay answered {reply}")]
    TurnedAway {
        /// The phase that it said so in.
        phase: Phase,
        /// What it said.
        reply: Reply,
    },
    /// The relay answered something that SMTP has no meaning for at that point.
    #[error("{phase}: the relay did not speak SMTP")]
    Gibberish {
        /// The phase that it answered so in.
        phase: Phase,
    },
    /// Encryption is required, and the relay does not offer it.
    #[error("encryption: the relay offers no STARTTLS")]
    NoEncryption,
    /// The TLS handshake failed, for example because the certificate is not to be trusted.
    #[error("encryption: {0}")]
    Handshake(String),
    /// The relay offers no way to log in that we speak (`PLAIN` and `LOGIN`).
    #[error("login: the relay offers neither AUTH PLAIN nor AUTH LOGIN")]
    NoLogin,
    /// The pool was closed.
    #[error("the pool of connections is closed")]
    PoolClosed,
}

impl RelayFailure {
    /// Whether the relay kept silent, rather than hanging up.
    pub(crate) const fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut { .. })
    }
}
