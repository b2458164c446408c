//! Changes what a reward is called, what it costs, and where it stands.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::reward::{Reward, RewardState, RewardTerms};
use super::store::RewardStore;
use super::terms::RewardFaultPlace;

/// Why a reward was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRewardError {
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The merchant has no programme whose points it could give.
    #[error("there is no such programme")]
    UnknownGivenProgramme,
    /// The merchant has no such image.
    #[error("there is no such image")]
    UnknownImage,
    /// It cannot come from the one state to the other.
    #[error("a reward that is {from} cannot become {to}")]
    Transition {
        /// Where it stands.
        from: RewardState,
        /// Where it was to come.
        to: RewardState,
    },
    /// Something of it is wrong.
    #[error("something of the reward is wrong")]
    Faulty(Vec<RewardFaultPlace>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a reward that was found for change. What was ordered stays as it was ordered.
pub async fn change_reward(
    store: &mut dyn RewardStore,
    environment: &Environment,
    before: Reward,
    terms: RewardTerms,
) -> Result<Reward, ChangeRewardError> {
    let (from, to) = (before.terms.state, terms.state);
    if from != to && !from.may_become(to) {
        return Err(ChangeRewardError::Transition { from, to });
    }
    let mut after = Reward { terms, ..before.clone() };
    check_reward(store, &after).await?;
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_reward(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

/// Fails where the reward does not fit its programme, or has an image that is not there.
pub(super) async fn check_reward(
    store: &mut dyn RewardStore,
    reward: &Reward,
) -> Result<(), ChangeRewardError> {
    let programme = store.find_programme_for_rewards(reward.programme).await?;
    let programme = programme.ok_or(ChangeRewardError::UnknownProgramme)?;
    if let Some(media) = reward.terms.media
        && !store.has_reward_image(media).await?
    {
        return Err(ChangeRewardError::UnknownImage);
    }
    let giving = match reward.gives.as_ref().map(|given| given.programme) {
        None => None,
        Some(own) if own == programme.id => Some(programme.configuration.clone()),
        Some(other) => {
            let other = store.find_programme_for_rewards(other).await?;
            Some(other.ok_or(ChangeRewardError::UnknownGivenProgramme)?.configuration)
        }
    };
    let faults = reward.faults(&programme.configuration, giving.as_ref());
    if faults.is_empty() { Ok(()) } else { Err(ChangeRewardError::Faulty(faults)) }
}
