//! A member confirms from their own mailbox that they become a regular.

use regulars_consent::{
    ConfirmError, Confirmation, ConfirmationHash, ConfirmationPurpose, Evidence, LedgerAccess,
    grant_data_processing,
};
use regulars_customers::CustomerRecord;

use super::regular_contact::regular_contact;
use crate::customers::consenting_store::ConsentingStore;
use crate::membership::become_regular::become_regular;

/// Makes the member a regular, with the data that the merchant then may see, and verifies the address that the link was
/// sent to. The ledger keeps that they let the merchant process those data, with the text that they were shown. It grants
/// nothing else: advertising takes an opt-in of its own.
pub async fn confirm_regular(
    store: &mut dyn ConsentingStore,
    recording: LedgerAccess<'_>,
    hash: &ConfirmationHash,
    evidence: Option<Evidence>,
) -> Result<CustomerRecord, ConfirmError> {
    let environment = recording.environment;
    let now = environment.now();
    let found = store.find_confirmation(hash).await?;
    let found = found.filter(|found| found.purpose == ConfirmationPurpose::BecomeRegular);
    let customer = found.ok_or(ConfirmError::NotValid)?.customer;
    let record = store.find_customer_for_change(customer).await?.ok_or(ConfirmError::NotValid)?;
    // Read again behind the lock: it may just have been confirmed.
    let confirmation = store.find_confirmation(hash).await?.ok_or(ConfirmError::NotValid)?;
    if confirmation.used_at.is_some() {
        return Err(ConfirmError::AlreadyConfirmed);
    }
    let member = record.customer.member.ok_or(ConfirmError::NotValid)?;
    let contact = regular_contact(store, environment, &record, member).await?;
    let present = contact.and_then(|(contact, _)| contact.address);
    if present.as_ref() != Some(&confirmation.address) || !store.use_confirmation(hash, now).await? {
        return Err(ConfirmError::NotValid);
    }
    let record = become_regular(store, environment, record, member).await?;
    store.mark_verified(customer, &confirmation.address, now).await?;
    let confirmation = Confirmation { used_at: Some(now), ..confirmation };
    grant_data_processing(store, recording, &confirmation, evidence).await?;
    Ok(record)
}
