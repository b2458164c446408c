//! The outside world behind one trait, [`OutsideChannel`]. For now it is e-mail: [`EmailMessage`] makes the bytes of a
//! message, and [`SmtpPool`] is the channel that speaks SMTP to a merchant's relay. Mails that come are taken apart by
//! [`read_mail`], and [`ImapSession`] asks a mailbox on another server for them.
//!
//! The one thing that a caller must always learn is whether a message may have left: see [`SendOutcome`].

mod channel;
mod imap;
mod inbound;
mod message;
mod outcome;
mod smtp;
mod tls;

pub use channel::{Destination, OutsideChannel, OutsideLine};
pub use imap::{
    AllowedNetworks, FetchedMail, FolderState, ImapFault, ImapSecurity, ImapServer, ImapSession,
    InvalidAuthorities, InvalidNetworks, MailboxAuthorities,
};
pub use inbound::{UnreadableMail, read_mail, read_mail_head};
pub use message::{
    EmailMessage, ExtraHeader, FeedbackId, InvalidHeaderText, ListId, ListUnsubscribe, Mailbox, MessageId,
};
pub use outcome::{ChannelFailure, Fault, Said, SendOutcome};
pub use smtp::{
    EnhancedStatus, Envelope, Extensions, InvalidRelay, Phase, PoolLimits, PooledConnection,
    RelayCredentials, RelayFailure, RelaySecurity, Reply, SmtpConnection, SmtpOutcome, SmtpPool, SmtpRelay,
    SmtpTimeouts,
};
