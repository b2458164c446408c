//! Takes an offer back.

use regulars_kernel::{Date, Environment, OfferStage, OfferState, StoreError};

use super::offer::Offer;
use super::recorded::note_of_change;
use super::store::OfferStore;

/// Why an offer was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawOfferError {
    /// It was not sent, or it is accepted, declined or withdrawn already.
    #[error("the offer is {0}: only one that was sent can be withdrawn")]
    NotSent(OfferState),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Withdraws an offer that was found in this transaction; one that has expired, too, so that it is not revived by a later day.
pub async fn withdraw_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    before: Offer,
) -> Result<Offer, WithdrawOfferError> {
    match before.state_on(today) {
        OfferState::Sent | OfferState::Expired => {}
        state => return Err(WithdrawOfferError::NotSent(state)),
    }
    let now = environment.now();
    let after =
        Offer { stage: OfferStage::Withdrawn, decided_at: Some(now), updated_at: now, ..before.clone() };
    store.update_offer(&after).await?;
    if let Some(note) = note_of_change(&before, &after) {
        store.note(environment, note).await?;
    }
    Ok(after)
}
