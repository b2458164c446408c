//! An order with what happened with it.

use regulars_kernel::Instant;
use regulars_loyalty::{RewardOrder, RewardReads};

use super::body::RewardOrderBody;
use crate::error::ApiError;

/// The order as it is shown at that instant.
pub(super) async fn shown(
    store: &mut dyn RewardReads,
    order: RewardOrder,
    now: Instant,
) -> Result<RewardOrderBody, ApiError> {
    let details = store.details_of_orders(&[order.id]).await?.remove(&order.id).unwrap_or_default();
    Ok(RewardOrderBody::at(&order, details, now))
}
