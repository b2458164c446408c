//! A company accepts or declines an offer.

use regulars_kernel::{
    Date, Environment, Label, LongText, OfferId, OfferStage, OfferState, Personal, StoreError,
};

use super::offer::{Offer, WhoDecided};
use super::recorded::note_of_change;
use super::store::OfferStore;

/// What somebody decided who came by the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferDecision {
    /// Of which version. Another one is not what the person has read.
    pub version: u32,
    /// Whether it is accepted, or else declined.
    pub accepts: bool,
    /// The name of who decides.
    pub name: Personal<Label>,
    /// What the person remarked.
    pub remark: Option<Personal<LongText>>,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideOfferError {
    /// There is no such offer, or its last day has passed.
    #[error("there is no such offer")]
    Unknown,
    /// Somebody else has decided before, or the offer was withdrawn or revised.
    #[error("the offer is not open")]
    NotOpen(Box<Offer>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Accepts or declines an offer. Of several who decide at once the first one counts.
pub async fn decide_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    id: OfferId,
    decision: OfferDecision,
) -> Result<Offer, DecideOfferError> {
    let before = store.find_offer(id).await?.ok_or(DecideOfferError::Unknown)?;
    if decision.version > before.version {
        return Err(DecideOfferError::Unknown);
    }
    if decision.version < before.version {
        return Err(DecideOfferError::NotOpen(Box::new(before)));
    }
    match before.state_on(today) {
        OfferState::Sent => {}
        OfferState::Expired | OfferState::Draft => return Err(DecideOfferError::Unknown),
        OfferState::Accepted | OfferState::Declined | OfferState::Withdrawn => {
            return Err(DecideOfferError::NotOpen(Box::new(before)));
        }
    }
    let now = environment.now();
    let OfferDecision { version: _, accepts, name, remark } = decision;
    let after = Offer {
        stage: if accepts { OfferStage::Accepted } else { OfferStage::Declined },
        decided_at: Some(now),
        decided_by: WhoDecided { name: Some(name), remark },
        updated_at: now,
        ..before.clone()
    };
    store.update_offer(&after).await?;
    if let Some(note) = note_of_change(&before, &after) {
        store.note(environment, note).await?;
    }
    Ok(after)
}
