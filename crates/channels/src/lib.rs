//! The outside world behind one trait. For now it is e-mail: [`EmailMessage`] makes the bytes of a message, an
//! [`EmailChannel`] carries them, and [`SmtpPool`] is the channel that speaks SMTP to a merchant's relay.
//!
//! The one thing that a caller must always learn is whether a message may have left: see [`SendOutcome`].

mod email_channel;
mod envelope;
mod fault;
mod message;
mod outcome;
mod smtp;

pub use email_channel::{EmailChannel, EmailLine};
pub use envelope::Envelope;
pub use fault::Fault;
pub use message::{
    EmailMessage, ExtraHeader, FeedbackId, InvalidHeaderText, ListId, ListUnsubscribe, Mailbox, MessageId,
};
pub use outcome::{Phase, RelayFailure, SendOutcome};
pub use smtp::{
    EnhancedStatus, Extensions, InvalidRelay, PoolLimits, PooledConnection, RelayCredentials, RelaySecurity,
    Reply, SmtpConnection, SmtpPool, SmtpRelay, SmtpTimeouts,
};
