//! Makes a reward.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, ProgrammeId, RewardId};

use super::change_reward::{ChangeRewardError, check_reward};
use super::reward::{GivenPoints, Reward, RewardKind, RewardTerms, StockKeeping};
use super::store::RewardStore;

/// A reward to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReward {
    /// The programme whose points buy it.
    pub programme: ProgrammeId,
    /// What it is.
    pub kind: RewardKind,
    /// How it is known how much there is.
    pub stock: StockKeeping,
    /// The points that it is, where it is points.
    pub gives: Option<GivenPoints>,
    /// What it is called, what it costs, and so on.
    pub terms: RewardTerms,
}

/// Makes a reward, of which there is nothing yet.
pub async fn create_reward(
    store: &mut dyn RewardStore,
    environment: &Environment,
    new: NewReward,
) -> Result<Reward, ChangeRewardError> {
    let NewReward { programme, kind, stock, gives, terms } = new;
    let now = environment.now();
    let id = RewardId::new(environment.new_id());
    let reward = Reward { id, programme, kind, stock, gives, terms, created_at: now, updated_at: now };
    check_reward(store, &reward).await?;
    store.insert_reward(&reward).await?;
    store.note(environment, AuditNote::created(&reward)).await?;
    Ok(reward)
}
