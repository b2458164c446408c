//! What the entries of the ledger come to.

use crate::{ConsentEvent, ConsentState, StandingConsent};

/// The row of the projection after an entry, or `None` when the entry changes nothing.
///
/// A refusal or withdrawal counts as it is recorded, whenever it was made. A grant that is recorded later than it was
/// made does not undo a refusal or withdrawal that was made after it: what a till uploads late never widens a consent.
pub fn project(current: Option<&StandingConsent>, event: &ConsentEvent) -> Option<StandingConsent> {
    let is_late = event.occurred_at < event.recorded_at;
    if let Some(current) = current
        && event.state == ConsentState::Granted
        && current.state != ConsentState::Granted
        && is_late
        && event.occurred_at <= current.since
    {
        return None;
    }
    Some(StandingConsent {
        purpose: event.purpose,
        channel: event.channel,
        state: event.state,
        address: event.address.clone(),
        since: current.map_or(event.occurred_at, |current| current.since.max(event.occurred_at)),
        source: event.source.clone(),
        event: event.id,
    })
}
