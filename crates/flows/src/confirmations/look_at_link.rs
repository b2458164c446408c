//! Where the link of a confirmation message stands, for the page that it leads to.

use regulars_consent::{ConfirmationHash, ConfirmationPurpose, ConfirmationState, look_at_confirmation};
use regulars_kernel::{Environment, StoreError};

use super::regular_contact::regular_contact;
use crate::customers::consenting_store::ConsentingReads;

/// Where a link stands. Changes nothing, so a scanner may look as often as it likes.
pub async fn look_at_link(
    store: &mut dyn ConsentingReads,
    environment: &Environment,
    hash: &ConfirmationHash,
) -> Result<ConfirmationState, StoreError> {
    let found = store.find_confirmation(hash).await?;
    let Some(confirmation) = found.filter(|found| found.purpose == ConfirmationPurpose::BecomeRegular) else {
        return look_at_confirmation(store, hash, environment.now()).await;
    };
    if confirmation.used_at.is_some() {
        return Ok(ConfirmationState::AlreadyConfirmed(confirmation));
    }
    let record = store.find_customer(confirmation.customer).await?;
    let member = record.as_ref().and_then(|record| record.customer.member);
    let (Some(record), Some(member)) = (record, member) else { return Ok(ConfirmationState::NotValid) };
    let contact = regular_contact(store, environment, &record, member).await?;
    let present = contact.and_then(|(contact, _)| contact.address);
    let holds =
        confirmation.expires_at > environment.now() && present.as_ref() == Some(&confirmation.address);
    Ok(if holds { ConfirmationState::Open(confirmation) } else { ConfirmationState::NotValid })
}
