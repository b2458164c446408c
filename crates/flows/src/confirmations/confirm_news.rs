//! Somebody confirms from their own mailbox that news may come.

use async_trait::async_trait;
use regulars_consent::{ConfirmError, ConfirmationHash, Evidence, LedgerAccess, confirm_opt_in};
use regulars_customers::{Touch, note_touch};
use regulars_kernel::StoreError;

use crate::customers::consenting_store::CustomerConsentStore;

/// The campaigns that led to a public page, each with what was asked there: who gives the address of a customer has not shown to be
/// the customer.
#[async_trait]
pub trait WaitingTouchStore: Send {
    /// Keeps the campaign until what was asked is confirmed.
    async fn keep_waiting_touch(&mut self, asked: &ConfirmationHash, touch: &Touch)
    -> Result<(), StoreError>;
    /// Takes away what was kept.
    async fn take_waiting_touch(&mut self, asked: &ConfirmationHash) -> Result<Option<Touch>, StoreError>;
}

/// What a confirmation of news is written into.
pub trait NewsConfirmationStore: CustomerConsentStore + WaitingTouchStore {}

impl<Store: CustomerConsentStore + WaitingTouchStore> NewsConfirmationStore for Store {}

/// Confirms an opt-in. The campaign that led to the form by which it was asked for is the customer's from now on, unless a later one is
/// known.
pub async fn confirm_news(
    store: &mut dyn NewsConfirmationStore,
    recording: LedgerAccess<'_>,
    hash: &ConfirmationHash,
    evidence: Option<Evidence>,
) -> Result<(), ConfirmError> {
    let (confirmation, _) = confirm_opt_in(store, recording, hash, evidence).await?;
    if let Some(touch) = store.take_waiting_touch(hash).await? {
        note_touch(store, recording.environment, confirmation.customer, touch).await?;
    }
    Ok(())
}
