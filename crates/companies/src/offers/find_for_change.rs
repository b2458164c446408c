//! Finds an offer that is to be changed, and holds its company: its prices are those that were agreed upon with it.

use regulars_kernel::{OfferId, StoreError};

use super::offer::Offer;
use super::store::OfferStore;

/// The offer with its company, which nobody else changes until the transaction ends. None where there is no such offer.
pub async fn find_offer_for_change(
    store: &mut dyn OfferStore,
    id: OfferId,
) -> Result<Option<Offer>, StoreError> {
    let Some(company) = store.company_of_offer(id).await? else { return Ok(None) };
    if !store.hold_company_of_prices(company).await? {
        return Ok(None);
    }
    store.find_offer(id).await
}
