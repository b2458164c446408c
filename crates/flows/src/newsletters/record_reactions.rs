//! Records opens and clicks, and sees to it that what tells their readers apart is destroyed in time.

use regulars_customers::MergeReads;
use regulars_jobs::{JobPayload, JobStore, NewJob};
use regulars_kernel::{CustomerId, Environment, NewsletterId, StoreError};
use regulars_newsletters::{ArrivedHit, NewReaderKey, ReactionStore, record_hits};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What recording reactions touches.
pub trait RecordReactionsStore: ReactionStore + JobStore + MergeReads {}

impl<Store: ReactionStore + JobStore + MergeReads> RecordReactionsStore for Store {}

/// The key of a newsletter's readers is to be destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestroyReaderKey {
    /// The newsletter.
    pub newsletter: Uuid,
}

impl JobPayload for DestroyReaderKey {
    const KIND: &'static str = "destroy_reader_key";
}

/// Judges hits of one merchant's newsletters and adds them, as [`record_hits`] does. The end of each key that this makes
/// is a job of the same transaction.
pub async fn record_reactions(
    store: &mut dyn RecordReactionsStore,
    environment: &Environment,
    ahead: chrono::Duration,
    arrived: &[(ArrivedHit, bool)],
) -> Result<(), StoreError> {
    let arrived = &of_survivors(store, arrived).await?;
    for NewReaderKey { newsletter, ends_at } in record_hits(store, environment, ahead, arrived).await? {
        let payload = DestroyReaderKey { newsletter: newsletter.value() };
        let job = NewJob::at(&environment.shifted(ahead), &payload, ends_at)
            .map_err(|error| StoreError::Defect(error.into()))?;
        store.enqueue(&job).await?;
    }
    Ok(())
}

/// The same hits; whoever was merged since is the survivor.
async fn of_survivors(
    store: &mut dyn RecordReactionsStore,
    arrived: &[(ArrivedHit, bool)],
) -> Result<Vec<(ArrivedHit, bool)>, StoreError> {
    let mut customers: Vec<CustomerId> = arrived.iter().filter_map(|(hit, _)| hit.customer).collect();
    customers.sort();
    customers.dedup();
    let survivors = store.survivors_of(&customers).await?;
    let mut arrived = arrived.to_vec();
    for (hit, _) in &mut arrived {
        if let Some(survivor) = hit.customer.and_then(|customer| survivors.get(&customer)) {
            hit.customer = Some(*survivor);
        }
    }
    Ok(arrived)
}

/// Destroys the key that a job names. Nobody can tell any more whose the marks are.
pub async fn destroy_reader_key(
    store: &mut dyn ReactionStore,
    payload: &DestroyReaderKey,
) -> Result<(), StoreError> {
    store.destroy_reader_key(NewsletterId::new(payload.newsletter)).await
}
