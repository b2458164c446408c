//! Why a newsletter pauses by itself.

use std::str::FromStr;

/// Why a newsletter paused by itself, and what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// More about it, such as the last words of the relay. They may name a recipient.
    pub detail: Option<String>,
}

/// Why a newsletter paused by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseReason {
    /// The merchant has no address to send from any more.
    NoSender,
    /// There is no relay any more.
    NoMailRelay,
    /// It cannot be rendered as it stands.
    ContentMistakes,
    /// Several messages in a row were refused because of their sender.
    SenderRefused,
    /// The relay refused several times in a row to serve us.
    RelayRefused,
    /// Several messages in a row were refused because of their content.
    ContentRefused,
    /// So many recipients in a row were refused, with nobody accepted between, that it is hardly about them.
    RecipientsRefused,
    /// The relay has put everything off for about an hour, or until messages would have been given up.
    RelayDefers,
    /// The connection was lost several times in a row before the relay had answered.
    ConnectionsLost,
}

/// The text is not the name of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such reason to pause")]
pub struct UnknownPauseReason;

impl PauseReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::NoSender,
        Self::NoMailRelay,
        Self::ContentMistakes,
        Self::SenderRefused,
        Self::RelayRefused,
        Self::ContentRefused,
        Self::RecipientsRefused,
        Self::RelayDefers,
        Self::ConnectionsLost,
    ];

    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoSender => "no_sender",
            Self::NoMailRelay => "no_mail_relay",
            Self::ContentMistakes => "content_mistakes",
            Self::SenderRefused => "sender_refused",
            Self::RelayRefused => "relay_refused",
            Self::ContentRefused => "content_refused",
            Self::RecipientsRefused => "recipients_refused",
            Self::RelayDefers => "relay_defers",
            Self::ConnectionsLost => "connections_lost",
        }
    }
}

impl FromStr for PauseReason {
    type Err = UnknownPauseReason;

    fn from_str(text: &str) -> Result<Self, UnknownPauseReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(UnknownPauseReason)
    }
}
