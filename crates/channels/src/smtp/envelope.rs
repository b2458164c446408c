//! What SMTP needs to know besides the message itself.

use regulars_kernel::Email;

/// From whom and to whom a message travels. One recipient for each message, so that one outcome is one delivery.
/// An [`Email`] holds neither spaces nor angle brackets nor line breaks, so an envelope cannot smuggle in a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Where bounces go. `None` is the empty path `<>`, for messages that must never bounce.
    pub return_path: Option<Email>,
    /// Who gets the message.
    pub recipient: Email,
}
