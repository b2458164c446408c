//! What a customer's statements come to, and how they came about.

use regulars_kernel::{CustomerId, MerchantId, Page, PageRequest, StoreError};

use crate::decisions::subject::StandingConsent;
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::ledger::sealing::{SealedKey, SealingKeys};
use crate::store::ConsentLedgerReads;

/// Why nothing can be shown.
#[derive(Debug, thiserror::Error)]
pub enum ListConsentsError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An entry of the ledger with its evidence opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The entry.
    pub event: ConsentEvent,
    /// The evidence. `None` where there was none or where it was erased.
    pub evidence: Option<Evidence>,
}

/// The statements that stand, by purpose and channel.
pub async fn list_consents(
    store: &mut dyn ConsentLedgerReads,
    customer: CustomerId,
) -> Result<Vec<StandingConsent>, ListConsentsError> {
    let subject = store.find_subject(customer).await?.ok_or(ListConsentsError::UnknownCustomer)?;
    Ok(subject.standing)
}

/// The customer's entries, the newest first. The position is the sequence of an entry.
pub async fn list_history(
    store: &mut dyn ConsentLedgerReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    customer: CustomerId,
    page: PageRequest<i64>,
) -> Result<Page<HistoryEntry, i64>, ListConsentsError> {
    let subject = store.find_subject(customer).await?.ok_or(ListConsentsError::UnknownCustomer)?;
    Ok(opened(store, sealing, (merchant, customer), subject.key, page).await?)
}

/// The same of somebody who was merged into another customer, and whose ledger is there still.
pub async fn list_history_of_merged(
    store: &mut dyn ConsentLedgerReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    merged: CustomerId,
    page: PageRequest<i64>,
) -> Result<Page<HistoryEntry, i64>, StoreError> {
    let key = store.find_customer_key(merged).await?;
    opened(store, sealing, (merchant, merged), key, page).await
}

async fn opened(
    store: &mut dyn ConsentLedgerReads,
    sealing: &SealingKeys,
    (merchant, customer): (MerchantId, CustomerId),
    key: Option<SealedKey>,
    page: PageRequest<i64>,
) -> Result<Page<HistoryEntry, i64>, StoreError> {
    let key = key.and_then(|sealed| sealing.open_customer_key(merchant, customer, &sealed).ok());
    let page = store.list_history(customer, page).await?;
    Ok(page.map(|event| {
        let evidence = event.evidence.as_deref().and_then(|sealed| {
            Evidence::from_bytes(&key.as_ref()?.open(event.id.value().as_bytes(), sealed).ok()?)
        });
        HistoryEntry { event, evidence }
    }))
}
