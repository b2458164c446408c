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
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes an offer that was found in this transaction, with all of its versions and whoever accepted it. Its number is given to no
/// other one.
pub async fn delete_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    offer: &Offer,
) -> Result<(), DeleteOfferError> {
    if offer.state_on(today) == OfferState::Sent {
        return Err(DeleteOfferError::Open);
    }
    store.delete_offer(offer.id).await?;
    Ok(store.note(environment, AuditNote::deleted(offer)).await?)
}
