//! The store of the flows between imports, customers and their consents.

use async_trait::async_trait;
use regulars_consent::{ContactAddress, KeptObjectionStore, TakeBackStore};
use regulars_customers::{CustomerRecord, KnownAgainBy, MergeReads};
use regulars_interchange::{ImportMappingReads, ImportStore, RowUndo, StagedRow};
use regulars_jobs::JobStore;
use regulars_kernel::{Channel, CustomerId, Environment, ImportId, Label, StoreError};
use regulars_network::CardNumber;

use crate::customers::consenting_store::CustomerConsentStore;
use crate::erasure::store::TraceStore;
use crate::exports::store::ExportJobStore;
use crate::imports::import_rows::TakenRows;
use crate::imports::row_image::{AddressMarks, RowToUndo};

/// What the rows of imports have done, so that it can be taken back.
#[async_trait]
pub trait RowImageStore: Send {
    /// Writes what became of rows, and what each has done, sealed with the key of its customer, or with the merchant's where it
    /// was left out. The cells of those that came to something go, because the customers have them now.
    async fn write_done_rows(
        &mut self,
        environment: &Environment,
        id: ImportId,
        taken: &TakenRows,
    ) -> Result<(), StoreError>;
    /// The last rows before that number that have made or changed a customer or refused messages, at most so many, the last one
    /// first.
    async fn rows_to_undo(
        &mut self,
        id: ImportId,
        before: Option<u64>,
        at_most: u32,
    ) -> Result<Vec<RowToUndo>, StoreError>;
    /// Writes what became of taking rows back, and throws away what they had done.
    async fn write_row_undos(&mut self, id: ImportId, undos: &[(u64, RowUndo)]) -> Result<(), StoreError>;
    /// What has happened with these customers besides that they were made, in words of the API such as `purchases`.
    async fn what_happened_with(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, String)>, StoreError>;
    /// Puts back what was known of a customer's addresses.
    async fn put_back_marks(&mut self, customer: CustomerId, marks: AddressMarks) -> Result<(), StoreError>;
}

/// What the rows that come next will ask for, so that it is read for all of them at once.
#[derive(Clone, Debug, Default)]
pub struct LookAhead {
    /// Ids of customers.
    pub ids: Vec<CustomerId>,
    /// Numbers of the merchant's own.
    pub external_ids: Vec<Label>,
    /// Addresses.
    pub addresses: Vec<(Channel, ContactAddress)>,
    /// Cards.
    pub cards: Vec<CardNumber>,
    /// People by their names and dates of birth.
    pub people: Vec<KnownAgainBy>,
    /// Whether a row says how an address stands, so that what stands is asked for.
    pub says_standing: bool,
}

/// A store that reads ahead.
#[async_trait]
pub trait LookAheadStore: Send {
    /// Reads what the next rows will ask for, and tells which customers were met.
    async fn look_ahead(&mut self, ahead: LookAhead) -> Result<Vec<CustomerRecord>, StoreError>;
    /// Reads which rows are the first about these keys.
    async fn look_for_keys(&mut self, import: ImportId, keys: Vec<String>) -> Result<(), StoreError>;
    /// The first rows, at most so many, before that number that are noted under one of these keys and have changed something.
    async fn earlier_effects(
        &mut self,
        import: ImportId,
        keys: &[String],
        before: u64,
        at_most: u32,
    ) -> Result<Vec<StagedRow>, StoreError>;
}

/// Imports beside customers, who they were merged into, and the ledger of consents, in one transaction.
pub trait ImportingStore: ImportStore + CustomerConsentStore + MergeReads + LookAheadStore {}

impl<Store: ImportStore + CustomerConsentStore + MergeReads + LookAheadStore> ImportingStore for Store {}

/// Imports beside the jobs that work on them, in one transaction.
pub trait ImportJobStore: ImportStore + ImportMappingReads + JobStore {}

impl<Store: ImportStore + ImportMappingReads + JobStore> ImportJobStore for Store {}

/// Everything that taking an import back needs.
pub trait ImportUndoStore:
    ImportStore
    + CustomerConsentStore
    + RowImageStore
    + TakeBackStore
    + KeptObjectionStore
    + TraceStore
    + ExportJobStore
{
}

impl<Store> ImportUndoStore for Store where
    Store: ImportStore
        + CustomerConsentStore
        + RowImageStore
        + TakeBackStore
        + KeptObjectionStore
        + TraceStore
        + ExportJobStore
{
}
