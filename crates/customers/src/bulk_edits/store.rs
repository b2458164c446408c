//! What bulk edits need from a store.

use async_trait::async_trait;
use regulars_kernel::{BulkEditId, CustomerId, Environment, Instant, Page, PageRequest, StoreError};

use crate::CustomerStore;
use crate::bulk_edits::edit::BulkEdit;
use crate::bulk_edits::image::ChangeImage;
use crate::bulk_edits::result::{BulkResult, Outcome};

/// The bulk edits of one merchant, as they are read.
#[async_trait]
pub trait BulkEditReads: Send {
    /// The edit with that id.
    async fn find_bulk_edit(&mut self, id: BulkEditId) -> Result<Option<BulkEdit>, StoreError>;
    /// Edits by id, the newest first.
    async fn list_bulk_edits(
        &mut self,
        page: PageRequest<BulkEditId>,
    ) -> Result<Page<BulkEdit, BulkEditId>, StoreError>;
    /// What became of the customers, by their ids; only those of an outcome where one is given.
    async fn list_bulk_results(
        &mut self,
        id: BulkEditId,
        outcome: Option<Outcome>,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<BulkResult, CustomerId>, StoreError>;
    /// Customers of the edit behind that one, at most so many, by their ids.
    async fn customers_of_bulk_edit(
        &mut self,
        id: BulkEditId,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// Customers behind that one whom the edit has changed, at most so many, with what it has changed. None of that is left
    /// of a customer who was erased.
    async fn changes_to_undo(
        &mut self,
        id: BulkEditId,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<(CustomerId, Option<ChangeImage>)>, StoreError>;
}

/// The bulk edits of one merchant.
#[async_trait]
pub trait BulkEditStore: BulkEditReads + CustomerStore {
    /// Adds an edit.
    async fn insert_bulk_edit(&mut self, edit: &BulkEdit) -> Result<(), StoreError>;
    /// The edit with that id, which nobody else changes until this transaction ends.
    async fn find_bulk_edit_for_change(&mut self, id: BulkEditId) -> Result<Option<BulkEdit>, StoreError>;
    /// Writes an edit.
    async fn update_bulk_edit(&mut self, edit: &BulkEdit) -> Result<(), StoreError>;
    /// Writes what became of customers, with what was changed of them, sealed with the key of each.
    async fn write_bulk_results(
        &mut self,
        environment: &Environment,
        id: BulkEditId,
        results: &[(BulkResult, Option<ChangeImage>)],
    ) -> Result<(), StoreError>;
    /// Throws away at most so many results of one edit that was last touched before the instant, and the edit once it has
    /// none. Tells whether there was one.
    async fn forget_part_of_old_bulk_edit(
        &mut self,
        touched_before: Instant,
        at_most: u32,
    ) -> Result<bool, StoreError>;
}
