//! What goes wrong with a mailbox.

use std::time::Duration;

/// Why a mailbox cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImapFault {
    /// There is no server of that name.
    #[error("there is no server of that name")]
    UnknownHost,
    /// The name leads into a network that is not the Internet.
    #[error("the name leads to an address that is not on the Internet")]
    PrivateAddress,
    /// Mailboxes are at other ports.
    #[error("mailboxes are reached at port 993 or 143 only")]
    OtherPort,
    /// Nothing listens there.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server took too long.
    #[error("the server did not answer in time")]
    TimedOut,
    /// The connection broke.
    #[error("the server closed the connection")]
    Closed,
    /// There is no secure connection.
    #[error(
        "no secure connection could be made; the certificate must be of that name and of a known authority"
    )]
    NotSecure,
    /// The server does not want user or password.
    #[error("the server refuses the user name or the password")]
    RefusedLogin,
    /// The server has no time for the user just now.
    #[error("the server turns the user away for now")]
    TurnedAway,
    /// There is no such folder.
    #[error("there is no such folder")]
    UnknownFolder,
    /// The server does not do what it was asked for.
    #[error("the server refused what it was asked for")]
    Refused,
    /// The server sends more than was asked for.
    #[error("the server sends more than it should")]
    TooMuch,
    /// What the server says is not IMAP.
    #[error("what the server says is not IMAP")]
    Gibberish,
}

/// How long each answer of a server may take, however slowly its bytes come.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
