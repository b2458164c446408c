//! Addresses that no message goes to, whatever was consented.

use regulars_kernel::{Channel, Instant, Label, named};

use crate::gate::contact_address::ContactAddress;

named! {
    /// Why no message goes to an address, the weakest reason first.
    SuppressionReason {
        /// The address does not take messages.
        Bounce = "bounce",
        /// Its owner reported a message as unwanted.
        Complaint = "complaint",
        /// Its owner objected to messages (GDPR, article 21).
        Objection = "objection",
    }
}

/// An address that no message of a channel goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The channel.
    pub channel: Channel,
    /// The address.
    pub address: ContactAddress,
    /// Why.
    pub reason: SuppressionReason,
    /// Where the reason came from, such as a bounce report or a member of staff.
    pub source: Label,
    /// Since when.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Option<Instant>,
}

impl Suppression {
    /// The suppression that holds when `later` comes on top: the stronger reason, and of one reason the longer end.
    #[must_use]
    pub fn joined(self, later: Self) -> Self {
        match self.reason.cmp(&later.reason) {
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Less => later,
            std::cmp::Ordering::Equal => {
                let expires_at = match (self.expires_at, later.expires_at) {
                    (Some(first), Some(second)) => Some(first.max(second)),
                    _ => None,
                };
                Self { expires_at, ..self }
            }
        }
    }
}
