//! Begins a new version of an offer that was sent.

use regulars_kernel::{Date, Environment, OfferStage, OfferState, StoreError};

use super::offer::{Offer, SupersededOffer, WhoDecided};
use super::recorded::note_of_change;
use super::store::OfferStore;

/// Why there is no new version.
#[derive(Debug, thiserror::Error)]
pub enum ReviseOfferError {
    /// It was not sent, or it is accepted.
    #[error("the offer is {0}: one that was sent and is not accepted can be revised")]
    NotRevisable(OfferState),
    /// It has as many versions as one can have.
    #[error("the offer has {} versions already", Offer::MOST_VERSIONS)]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a draft of an offer that was found in this transaction, with what was offered so far. From now on nobody can accept the
/// version before it, which is kept with whom it went to and what was answered.
pub async fn revise_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    before: Offer,
) -> Result<Offer, ReviseOfferError> {
    let state = before.state_on(today);
    let sent_at = match (state, before.sent_at) {
        (
            OfferState::Sent | OfferState::Expired | OfferState::Declined | OfferState::Withdrawn,
            Some(sent_at),
        ) => sent_at,
        _ => return Err(ReviseOfferError::NotRevisable(state)),
    };
    if before.version >= Offer::MOST_VERSIONS {
        return Err(ReviseOfferError::TooMany);
    }
    let now = environment.now();
    let superseded = SupersededOffer {
        offer: before.id,
        version: before.version,
        terms: before.terms.clone(),
        stage: before.stage,
        contact: before.contact,
        sent_at,
        decided_at: before.decided_at,
        decided_by: before.decided_by.clone(),
        superseded_at: now,
    };
    let after = Offer {
        version: before.version + 1,
        stage: OfferStage::Draft,
        sent_at: None,
        decided_at: None,
        decided_by: WhoDecided::nobody(),
        updated_at: now,
        ..before.clone()
    };
    store.insert_superseded_offer(&superseded).await?;
    store.update_offer(&after).await?;
    if let Some(note) = note_of_change(&before, &after) {
        store.note(environment, note).await?;
    }
    Ok(after)
}
