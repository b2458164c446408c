//! What became of a message, on whatever channel.

use std::fmt;

/// What the next hop said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In short and without personal data, such as `recipient: 550`.
    pub code: String,
    /// In its words, shortened. They may name the recipient.
    pub words: String,
}

/// Whose fault it is that a message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The sender's: its address, its reputation, or its proof of who it is.
    Sender,
    /// The next hop's, or ours at it: it wants another login, or does not carry for us.
    Relay,
    /// The content's.
    Content,
    /// The recipient's: the address, or the system behind it.
    Recipient,
}

/// What became of one attempt to send one message, as the outside says it. The states differ in what the caller may do
/// next, and above all in whether the message may have left. What that means for a delivery, whose earlier attempts and
/// neighbours no channel knows, is the worker's to judge (`DeliveryOutcome`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The next hop has taken responsibility for the message.
    Accepted,
    /// The next hop does not take the message now. Another try later is right and burns an attempt.
    Deferred {
        /// What it said.
        said: Said,
    },
    /// The next hop will never take the message.
    Refused {
        /// What it said.
        said: Said,
        /// Whose fault it is. Only the recipient's says something about the recipient.
        fault: Fault,
        /// Whether the address does not exist: then nothing goes to it any more.
        bad_address: bool,
    },
    /// The channel could not be used, or was lost before the first byte of the message left. Nothing is known about the
    /// message or its recipient, so it burns no attempt.
    NotAttempted {
        /// Why.
        failure: ChannelFailure,
    },
    /// The channel was lost, or fell silent, after the message began to leave and before the next hop answered. The
    /// message may or may not arrive: sending it again may double it.
    Unknown {
        /// How it failed.
        reason: String,
    },
}

/// Why a channel could not be used, or stopped being usable. It prints without personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ChannelFailure {
    /// What happened.
    pub description: String,
    /// What the next hop said, where it said for good that it does not serve us rather than failing to.
    pub turned_away: Option<Said>,
}

impl fmt::Display for ChannelFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.description)
    }
}
