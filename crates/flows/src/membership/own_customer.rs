//! Which cards a merchant may block and replace.

use regulars_customers::CustomerRecord;
use regulars_kernel::StoreError;
use regulars_network::{Card, CardNumber};

use crate::membership::store::MembershipStore;

/// The card and the merchant's own customer who holds it, read for change. None where there is no such card or its
/// member is no customer of the merchant: which of the two it is, is not told.
pub(crate) async fn card_of_own_customer(
    store: &mut dyn MembershipStore,
    number: &CardNumber,
) -> Result<Option<(Card, CustomerRecord)>, StoreError> {
    let Some(card) = store.find_card(number).await? else {
        return Ok(None);
    };
    let Some(record) = store.find_customer_of_member_for_change(card.member).await? else {
        return Ok(None);
    };
    // Read again behind the lock: another request of the merchant may just have changed the card.
    Ok(store.find_card(number).await?.map(|card| (card, record)))
}
