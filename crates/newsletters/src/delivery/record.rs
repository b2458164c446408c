//! One message of a newsletter to one recipient, on its way.

use std::fmt;

use regulars_kernel::{CapturedMessageId, Channel, Instant, Language, LeaseId, NewsletterId, Personal};

use crate::compose::merge::MergeAttribute;
use crate::compose::recipient::Recipient;
use crate::delivery::key::DeliveryKey;
use crate::delivery::state::DeliveryState;

/// A place in the queue of a newsletter, of which every channel has one. Going on from the last one, a sender does not step
/// over what it took before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeliveryCursor {
    /// When the delivery was due.
    pub next_attempt_at: Instant,
    /// Which delivery it is.
    pub key: DeliveryKey,
}

/// What a sender asks for when it claims deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryClaim {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// The channel that the sender sends over.
    pub channel: Channel,
    /// The lease that they go under.
    pub lease: LeaseId,
    /// When the lease ends, on the machine's clock.
    pub until: Instant,
    /// The present instant on the merchant's clock: what is due by then is claimed.
    pub merchant_now: Instant,
    /// Where to go on; a place in another channel's queue is none.
    pub after: Option<DeliveryCursor>,
    /// How many at most.
    pub limit: u32,
    /// The custom attributes that recipients come with; most newsletters show none, and none is read for them.
    pub attributes: Vec<MergeAttribute>,
}

/// A delivery with everything that its message needs.
#[derive(Clone, Debug)]
pub struct ClaimedDelivery {
    /// Its place in the queue, which says which delivery it is.
    pub cursor: DeliveryCursor,
    /// How many attempts have been burnt.
    pub attempts: u32,
    /// The address that was frozen, as its channel writes addresses.
    pub address: Personal<String>,
    /// What the newsletter may know about the person.
    pub recipient: Recipient,
    /// The language that the person prefers.
    pub language: Option<Language>,
}

/// A delivery that was asked to be marked as being sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BegunDelivery {
    /// Which delivery it is.
    pub key: DeliveryKey,
    /// Why the contact gate keeps it back; `None` when it is marked and its message may leave.
    pub excluded: Option<String>,
}

/// How an attempt ended, as the delivery's row takes it: what the outside world said (`SendOutcome` of the channels, which
/// know no deliveries) judged by what the worker knows of this delivery and of those before it, such as the attempts that
/// are left.
#[derive(Clone, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The next hop has accepted the message.
    Sent,
    /// The next hop asks for another try.
    Deferred {
        /// When, on the merchant's clock.
        next_attempt_at: Instant,
        /// What it said. It may name the recipient.
        reason: String,
    },
    /// Refused for good, given up, or impossible to render.
    Failed {
        /// Why. It may name the recipient.
        reason: String,
        /// Whether the address does not exist: then no message goes to it any more.
        bad_address: bool,
    },
    /// The message may or may not have left.
    Unknown {
        /// Why.
        reason: String,
    },
    /// Nothing of the message has left, and nothing was learnt about it.
    NotAttempted,
    /// Refused, perhaps for the sender's fault and not for the recipient's: its worker goes on holding it until it knows.
    Held,
}

impl DeliveryOutcome {
    /// The state that the outcome leads to.
    pub const fn state(&self) -> DeliveryState {
        match self {
            Self::Sent => DeliveryState::Sent,
            Self::Deferred { .. } => DeliveryState::Deferred,
            Self::Failed { .. } => DeliveryState::Failed,
            Self::Unknown { .. } => DeliveryState::Unknown,
            Self::NotAttempted => DeliveryState::Queued,
            Self::Held => DeliveryState::Leased,
        }
    }

    /// Why, where there is a reason to keep.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Deferred { reason, .. } | Self::Failed { reason, .. } | Self::Unknown { reason } => {
                Some(reason)
            }
            Self::Sent | Self::NotAttempted | Self::Held => None,
        }
    }

    /// Whether an attempt was burnt.
    pub const fn burns_an_attempt(&self) -> bool {
        !matches!(self, Self::NotAttempted | Self::Held)
    }
}

impl fmt::Debug for DeliveryOutcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.state().as_str())
    }
}

/// A delivery whose attempt has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledDelivery {
    /// Which delivery it is.
    pub key: DeliveryKey,
    /// How.
    pub outcome: DeliveryOutcome,
}

/// How many deliveries reached which final state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryTally {
    /// Accepted by the next hop.
    pub sent: u32,
    /// Refused or given up.
    pub failed: u32,
    /// May or may not have left.
    pub unknown: u32,
    /// Kept back by the contact gate.
    pub excluded: u32,
    /// The newsletter was cancelled before they left.
    pub cancelled: u32,
}

impl DeliveryTally {
    /// Counts one delivery in a state.
    pub const fn count(&mut self, state: DeliveryState) {
        match state {
            DeliveryState::Sent => self.sent += 1,
            DeliveryState::Failed => self.failed += 1,
            DeliveryState::Unknown => self.unknown += 1,
            DeliveryState::Excluded => self.excluded += 1,
            DeliveryState::Cancelled => self.cancelled += 1,
            DeliveryState::Queued
            | DeliveryState::Leased
            | DeliveryState::Sending
            | DeliveryState::Deferred => {}
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both counts together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            failed: self.failed + other.failed,
            unknown: self.unknown + other.unknown,
            excluded: self.excluded + other.excluded,
            cancelled: self.cancelled + other.cancelled,
        }
    }
}

/// A message that a sandbox keeps instead of sending it. It holds personal data and prints redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct CapturedMessage {
    /// Its id.
    pub id: CapturedMessageId,
    /// The channel's name.
    pub channel: &'static str,
    /// The address.
    pub recipient: String,
    /// The subject, where the channel has one.
    pub subject: Option<String>,
    /// The HTML part, where there is one.
    pub html: Option<String>,
    /// The text.
    pub text: String,
    /// The headers by name.
    pub headers: Vec<(String, String)>,
}

impl fmt::Debug for CapturedMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CapturedMessage").field("id", &self.id).finish_non_exhaustive()
    }
}
