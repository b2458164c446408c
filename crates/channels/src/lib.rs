//! The outside world behind one trait, [`OutsideChannel`]. For now it is e-mail: [`EmailMessage`] makes the bytes of a
//! message, and [`SmtpPool`] is the channel that speaks SMTP to a merchant's relay.
//!
//! The one thing that a caller must always learn is whether a message may have left: see [`SendOutcome`].

mod channel;
mod message;
mod outcome;
mod smtp;

pub use channel::{Destination, OutsideChannel, OutsideLine};
pub use message::{
    EmailMessage, ExtraHeader, FeedbackId, InvalidHeaderText, ListId, ListUnsubscribe, Mailbox, MessageId,
};
pub use outcome::{ChannelFailure, Fault, Said, SendOutcome};
pub use smtp::{
    EnhancedStatus, Envelope, Extensions, InvalidRelay, Phase, PoolLimits, PooledConnection,
    RelayCredentials, RelayFailure, RelaySecurity, Reply, SmtpConnection, SmtpOutcome, SmtpPool, SmtpRelay,
    SmtpTimeouts,
};
