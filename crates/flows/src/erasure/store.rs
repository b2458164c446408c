//! What erasing needs from a store.

use std::collections::BTreeSet;

use async_trait::async_trait;
use regulars_consent::{ConsentStore, ContactAddress, KeptObjectionStore};
use regulars_customers::CustomerStore;
use regulars_interchange::ImportStore;
use regulars_jobs::JobStore;
use regulars_kernel::{
    Channel, CustomerDeletionId, CustomerId, Email, ImportId, Instant, KnownNames, Label, MemberId,
    NewsletterId, Page, PageRequest, StoreError,
};
use regulars_loyalty::{AdjustmentStore, CouponStore, ReferralStore, RewardStore};
use regulars_segments::SegmentStore;

use super::deletion::{CustomerDeletion, DeletionItem, DeletionOutcome, DeletionSelection};
use super::grounds::ErasureGrounds;
use crate::exports::store::ExportJobStore;
use crate::newsletters::settle_newsletter::NewsletterSettlementStore;

/// What a customer was before a merge: itself, or somebody who went into it and whose id means it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerSelf {
    /// The id.
    pub customer: CustomerId,
    /// The addresses that it had.
    pub addresses: Vec<(Channel, ContactAddress)>,
    /// The e-mail address as it was written.
    pub email: Option<Email>,
    /// The merchant's own number.
    pub external_id: Option<Label>,
    /// What it was called.
    pub names: KnownNames,
}

/// The traces that a customer leaves outside of its own record and of the ledger of consents.
#[async_trait]
pub trait TraceStore: Send {
    /// What the customer was before each merge that stands, and everybody who went into it.
    async fn former_selves(&mut self, customer: CustomerId) -> Result<Vec<FormerSelf>, StoreError>;
    /// The addresses that messages to the customer were made for, as they were written.
    async fn addresses_written_to(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<(Channel, String)>, StoreError>;
    /// Makes the customer's receipts those of nobody, and tells how many there were.
    async fn make_receipts_anonymous(&mut self, customer: CustomerId) -> Result<u64, StoreError>;
    /// Excludes the messages of newsletters that have not left, forgets where all of them went, and tells of which
    /// newsletters one was excluded, whose quota is to be settled.
    async fn forget_deliveries(
        &mut self,
        customer: CustomerId,
        now: Instant,
    ) -> Result<Vec<NewsletterId>, StoreError>;
    /// Throws captured messages to these recipients away, and what a relay said about them.
    async fn forget_messages(&mut self, recipients: &[String]) -> Result<(), StoreError>;
    /// Forgets the answers that were kept for repeated requests about the customer.
    async fn forget_answers(&mut self, customer: CustomerId) -> Result<(), StoreError>;
    /// Forgets these addresses in what a merge that was undone wrote into the ledger of the customer whom this one was a part
    /// of.
    async fn forget_carried_addresses(
        &mut self,
        customer: CustomerId,
        addresses: &BTreeSet<(Channel, ContactAddress)>,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Throws rows of an import away, with what they are known again by.
    async fn forget_import_rows(&mut self, import: ImportId, rows: &[u64]) -> Result<(), StoreError>;
    /// Takes the customer out of the rows of imports that were found to be about it. What a row of an import that is over
    /// still says goes with it.
    async fn forget_customer_of_rows(&mut self, customer: CustomerId) -> Result<(), StoreError>;
    /// Removes the customer's record with everything that hangs on it, what merges have kept of it, and notes that the id was
    /// erased, and every id that meant it.
    async fn remove_customer(
        &mut self,
        customer: CustomerId,
        member: Option<MemberId>,
        grounds: ErasureGrounds,
        now: Instant,
    ) -> Result<(), StoreError>;
}

/// Everything that erasing one customer needs.
pub trait ErasureStore:
    ConsentStore
    + KeptObjectionStore
    + CustomerStore
    + ImportStore
    + ExportJobStore
    + NewsletterSettlementStore
    + RewardStore
    + CouponStore
    + AdjustmentStore
    + ReferralStore
    + TraceStore
{
}

impl<Store> ErasureStore for Store where
    Store: ConsentStore
        + KeptObjectionStore
        + CustomerStore
        + ImportStore
        + ExportJobStore
        + NewsletterSettlementStore
        + RewardStore
        + CouponStore
        + AdjustmentStore
        + ReferralStore
        + TraceStore
{
}

/// Erasures of many customers, as they are read.
#[async_trait]
pub trait DeletionReads: Send {
    /// The erasure with that id.
    async fn find_deletion(&mut self, id: CustomerDeletionId)
    -> Result<Option<CustomerDeletion>, StoreError>;
    /// What became of the customers, by their ids.
    async fn list_deletion_items(
        &mut self,
        id: CustomerDeletionId,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<DeletionItem, CustomerId>, StoreError>;
    /// Customers of the erasure that wait, at most so many.
    async fn waiting_of_deletion(
        &mut self,
        id: CustomerDeletionId,
        at_most: u16,
    ) -> Result<Vec<CustomerId>, StoreError>;
}

/// Erasures of many customers.
#[async_trait]
pub trait CustomerDeletionStore: DeletionReads {
    /// Adds an erasure.
    async fn insert_deletion(&mut self, deletion: &CustomerDeletion) -> Result<(), StoreError>;
    /// Writes who is meant, and tells how many that are.
    async fn select_for_deletion(
        &mut self,
        id: CustomerDeletionId,
        selection: &DeletionSelection,
    ) -> Result<i64, StoreError>;
    /// The erasure with that id, which nobody else changes until this transaction ends.
    async fn find_deletion_for_change(
        &mut self,
        id: CustomerDeletionId,
    ) -> Result<Option<CustomerDeletion>, StoreError>;
    /// Writes an erasure.
    async fn update_deletion(&mut self, deletion: &CustomerDeletion) -> Result<(), StoreError>;
    /// Writes what became of a customer.
    async fn settle_deletion_item(
        &mut self,
        id: CustomerDeletionId,
        customer: CustomerId,
        outcome: DeletionOutcome,
    ) -> Result<(), StoreError>;
}

/// Everything that beginning an erasure of many needs.
pub trait BeginDeletionStore: CustomerDeletionStore + SegmentStore + JobStore {}

impl<Store: CustomerDeletionStore + SegmentStore + JobStore> BeginDeletionStore for Store {}

/// Everything that erasing many customers needs.
pub trait EraseManyStore: ErasureStore + CustomerDeletionStore {}

impl<Store: ErasureStore + CustomerDeletionStore> EraseManyStore for Store {}

/// The address of a message in the form in which addresses are compared.
pub(super) fn compared(channel: Channel, written: &str) -> ContactAddress {
    match (channel, written.parse::<regulars_kernel::Email>()) {
        (Channel::Email, Ok(email)) => ContactAddress::of_email(&email),
        _ => ContactAddress::from_stored(written.to_owned()),
    }
}
