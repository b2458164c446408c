//! Deletes an offer.

use regulars_audit::AuditNote;
use regulars_kernel::{Date, Environment, OfferState, StoreError};

use super::offer::Offer;
use super::store::OfferStore;

/// Why an offer was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteOfferError {
    /// The company can accept it: it is withdrawn first.
    #[error("the company can accept the offer; withdraw it first")]
    Open,
    /// The company has accepted it, and nobody said that it is to be deleted all the same.
    #[error("the company has accepted the offer; it is deleted only with `accepted=true`")]
    Accepted,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes an offer that was found in this transaction, with all of its versions and what was answered to them. One that was accepted
/// is deleted only where that is meant. Its number is given to no other one.
pub async fn delete_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    (offer, even_accepted): (&Offer, bool),
) -> Result<(), DeleteOfferError> {
    match offer.state_on(today) {
        OfferState::Sent => return Err(DeleteOfferError::Open),
        OfferState::Accepted if !even_accepted => return Err(DeleteOfferError::Accepted),
        OfferState::Draft
        | OfferState::Expired
        | OfferState::Accepted
        | OfferState::Declined
        | OfferState::Withdrawn => {}
    }
    store.delete_offer(offer.id).await?;
    Ok(store.note(environment, AuditNote::deleted(offer)).await?)
}
