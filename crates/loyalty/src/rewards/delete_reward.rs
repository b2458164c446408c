//! Deletes a reward.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};

use super::reward::Reward;
use super::store::RewardStore;

/// Why a reward was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteRewardError {
    /// Somebody has ordered it.
    #[error("the reward was ordered; archive it instead")]
    Ordered,
    /// Filters ask for it.
    #[error("filters ask for the reward")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a reward that was found for change, with its stock and its codes. Only one that was never ordered: whoever has it keeps
/// knowing what it is.
pub async fn delete_reward(
    store: &mut dyn RewardStore,
    environment: &Environment,
    before: &Reward,
) -> Result<(), DeleteRewardError> {
    if store.has_reward_orders(before.id).await? {
        return Err(DeleteRewardError::Ordered);
    }
    store.delete_reward(before.id).await?;
    Ok(store.note(environment, AuditNote::deleted(before)).await?)
}
