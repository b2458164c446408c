//! The states of one message to one recipient.

use std::fmt;
use std::str::FromStr;

/// Where one message of a newsletter to one recipient stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    /// Waits for a worker.
    Queued,
    /// A worker holds it for a limited time and prepares the message.
    Leased,
    /// The message may be on the wire: committed before its content is sent.
    Sending,
    /// The next hop has accepted the message.
    Sent,
    /// The next hop asked for another try later.
    Deferred,
    /// Refused for good, or given up.
    Failed,
    /// The connection was lost while the message was on the wire: it may or may not have arrived, and it is never
    /// sent again by itself.
    Unknown,
    /// The contact gate kept it back: consent, address or suppression changed after the freeze.
    Excluded,
    /// The newsletter was cancelled before the message left.
    Cancelled,
}

/// The change is not legal in the state that the delivery is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a delivery that is {from} cannot become {to}")]
pub struct IllegalDeliveryMove {
    /// The state that the delivery is in and stays in.
    pub from: DeliveryState,
    /// The state that was asked for.
    pub to: DeliveryState,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Leased,
        Self::Sending,
        Self::Sent,
        Self::Deferred,
        Self::Failed,
        Self::Unknown,
        Self::Excluded,
        Self::Cancelled,
    ];

    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Leased => "leased",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Deferred => "deferred",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Excluded => "excluded",
            Self::Cancelled => "cancelled",
        }
    }

    /// The states that a delivery in this state may change to. A lease that runs out, and a connection that fails
    /// before any content was sent, put the delivery back into the queue; an `unknown` one is settled by later
    /// evidence only, such as a bounce.
    pub const fn successors(self) -> &'static [Self] {
        match self {
            Self::Queued => &[Self::Leased, Self::Excluded, Self::Cancelled],
            Self::Leased => {
                &[Self::Queued, Self::Sending, Self::Deferred, Self::Failed, Self::Excluded, Self::Cancelled]
            }
            Self::Sending => &[Self::Queued, Self::Sent, Self::Deferred, Self::Failed, Self::Unknown],
            Self::Deferred => &[Self::Leased, Self::Failed, Self::Excluded, Self::Cancelled],
            Self::Unknown => &[Self::Sent, Self::Failed],
            Self::Sent | Self::Failed | Self::Excluded | Self::Cancelled => &[],
        }
    }

    /// This delivery changed to another state, or the error that names the illegal change.
    pub fn moved_to(self, to: Self) -> Result<Self, IllegalDeliveryMove> {
        if self.successors().contains(&to) { Ok(to) } else { Err(IllegalDeliveryMove { from: self, to }) }
    }

    /// Whether the newsletter no longer waits for this delivery. An `unknown` one counts as settled: nobody will try
    /// it again.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Sent | Self::Failed | Self::Unknown | Self::Excluded | Self::Cancelled)
    }

    /// Whether the delivery has used its unit of the quota for good.
    pub const fn uses_quota(self) -> bool {
        matches!(self, Self::Sent | Self::Unknown)
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The text names no state of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of queued, leased, sending, sent, deferred, failed, unknown, excluded, cancelled")]
pub struct InvalidDeliveryState;

impl FromStr for DeliveryState {
    type Err = InvalidDeliveryState;

    fn from_str(text: &str) -> Result<Self, InvalidDeliveryState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(InvalidDeliveryState)
    }
}

#[cfg(test)]
mod tests {
    use super::DeliveryState::*;
    use super::*;

    #[test]
    fn nothing_reaches_sent_without_having_been_marked_as_sending() {
        for state in DeliveryState::ALL {
            let may = state.successors().contains(&Sent);
            assert_eq!(may, matches!(state, Sending | Unknown), "{state}");
        }
    }

    #[test]
    fn what_may_have_left_is_never_queued_again_by_itself() {
        for state in [Sent, Unknown] {
            for to in [Queued, Leased, Sending, Deferred] {
                assert_eq!(state.moved_to(to), Err(IllegalDeliveryMove { from: state, to }));
            }
        }
    }

    #[test]
    fn a_settled_delivery_never_leaves_again() {
        for state in DeliveryState::ALL {
            if state.is_settled() {
                assert!(state.successors().iter().all(|next| next.is_settled()), "{state}");
            } else {
                assert!(!state.successors().is_empty(), "{state}");
            }
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }

    #[test]
    fn the_usual_way_is_open() {
        let steps = [Leased, Sending, Deferred, Leased, Queued, Leased, Sending, Sent];
        let end = steps.into_iter().try_fold(Queued, DeliveryState::moved_to);
        assert_eq!(end, Ok(Sent));
        assert_eq!(
            Queued.moved_to(Sent).unwrap_err().to_string(),
            "a delivery that is queued cannot become sent"
        );
    }
}
