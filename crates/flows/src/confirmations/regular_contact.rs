//! Where a member is reached who is not a regular yet.

use regulars_consent::{Contact, ContactAddress};
use regulars_customers::CustomerRecord;
use regulars_kernel::{Channel, Environment, MemberId, StoreError};

use crate::customers::consenting_store::ConsentingReads;

/// What the contact gate knows about a member who is asked to become a regular, and whether the merchant is active. The
/// address is the one that the merchant has; where it has none, the one that the member gave to the network. That one
/// stays unknown to the merchant until the member says yes.
pub(super) async fn regular_contact(
    store: &mut dyn ConsentingReads,
    environment: &Environment,
    record: &CustomerRecord,
    member: MemberId,
) -> Result<Option<(Contact, bool)>, StoreError> {
    let now = environment.now();
    let Some((contact, merchant_active)) =
        store.find_contact(record.customer.id, Channel::Email, now).await?
    else {
        return Ok(None);
    };
    if contact.address.is_some() {
        return Ok(Some((contact, merchant_active)));
    }
    let known = store.find_member(member).await?;
    let Some(address) = known.and_then(|member| member.email).map(|email| ContactAddress::of_email(&email))
    else {
        return Ok(Some((contact, merchant_active)));
    };
    let suppression = store.find_suppression(Channel::Email, &address).await?;
    let suppression = suppression.filter(|found| found.expires_at.is_none_or(|end| end > now));
    let suppressed = suppression.map(|found| found.reason);
    Ok(Some((Contact { address: Some(address), suppressed, ..contact }, merchant_active)))
}
