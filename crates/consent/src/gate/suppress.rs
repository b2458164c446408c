//! Keeps messages away from an address, and lets them through again.

use regulars_kernel::{Channel, Environment, Instant, Label, StoreError};

use crate::gate::contact_address::ContactAddress;
use crate::gate::suppression::{Suppression, SuppressionReason};
use crate::store::ContactStore;

/// Suppresses an address. Where it is suppressed already, the stronger reason and the longer end hold.
pub async fn suppress(
    store: &mut dyn ContactStore,
    environment: &Environment,
    channel: Channel,
    address: ContactAddress,
    reason: SuppressionReason,
    source: Label,
    expires_at: Option<Instant>,
) -> Result<Suppression, StoreError> {
    let now = environment.now();
    let before = store.find_suppression(channel, &address).await?;
    let new = Suppression { channel, address, reason, source, created_at: now, expires_at };
    let holds = match before {
        Some(before) if before.expires_at.is_none_or(|end| end > now) => before.joined(new),
        _ => new,
    };
    store.put_suppression(&holds).await?;
    Ok(holds)
}

/// Lifts a suppression of that reason, and of no other: lifting a bounce never lifts an objection. False when there is
/// none.
pub async fn unsuppress(
    store: &mut dyn ContactStore,
    channel: Channel,
    address: &ContactAddress,
    reason: SuppressionReason,
) -> Result<bool, StoreError> {
    store.delete_suppression(channel, address, reason).await
}
