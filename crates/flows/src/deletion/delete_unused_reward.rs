//! Deletes a reward.

use regulars_kernel::Environment;
use regulars_loyalty::{DeleteRewardError, Reward, RewardStore, delete_reward};

use super::usage::{DeletionStore, users_of_reward};

/// Deletes a reward that was found for change behind
/// [`SegmentStore::lock_segments`](regulars_segments::SegmentStore::lock_segments), where it was never ordered and no filter asks for it.
pub async fn delete_unused_reward<Store: DeletionStore + RewardStore>(
    store: &mut Store,
    environment: &Environment,
    reward: &Reward,
) -> Result<(), DeleteRewardError> {
    let users = users_of_reward(store, reward.id).await?;
    if !users.is_empty() {
        return Err(DeleteRewardError::InUse(users));
    }
    delete_reward(store, environment, reward).await
}
