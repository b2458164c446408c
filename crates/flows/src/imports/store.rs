//! The store of the flows between imports, customers and their consents.

use async_trait::async_trait;
use regulars_consent::{ContactAddress, KeptObjectionStore, TakeBackStore};
use regulars_customers::KnownAgainBy;
use regulars_interchange::{ImportStore, RowUndo};
use regulars_jobs::JobStore;
use regulars_kernel::{Channel, CustomerId, Environment, ImportId, Label, StoreError};

use crate::customers::consenting_store::CustomerConsentStore;
use crate::erasure::store::TraceStore;
use crate::exports::store::ExportJobStore;
use crate::imports::row_image::{AddressMarks, RowImage, RowToUndo};

/// What the rows of imports have done, so that it can be taken back.
#[async_trait]
pub trait RowImageStore: Send {
    /// Keeps what rows have done, each sealed with the key of its customer.
    async fn keep_row_images(
        &mut self,
        environment: &Environment,
        id: ImportId,
        images: &[(u64, CustomerId, RowImage)],
    ) -> Result<(), StoreError>;
    /// The last rows before that number that have made or changed a customer, at most so many, the last one first.
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
    /// People by their names and dates of birth.
    pub people: Vec<KnownAgainBy>,
}

/// A store that reads ahead.
#[async_trait]
pub trait LookAheadStore: Send {
    /// Reads what the next rows will ask for, and tells which customers were met.
    async fn look_ahead(&mut self, ahead: LookAhead) -> Result<Vec<CustomerId>, StoreError>;
    /// Reads which earlier rows are about these keys.
    async fn look_for_keys(&mut self, import: ImportId, keys: Vec<String>) -> Result<(), StoreError>;
}

/// Imports beside customers and the ledger of consents, in one transaction.
pub trait ImportingStore: ImportStore + CustomerConsentStore + LookAheadStore {}

impl<Store: ImportStore + CustomerConsentStore + LookAheadStore> ImportingStore for Store {}

/// Imports beside the jobs that work on them, in one transaction.
pub trait ImportJobStore: ImportStore + JobStore {}

impl<Store: ImportStore + JobStore> ImportJobStore for Store {}

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
