//! What an import needs from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{ImportId, ImportMappingId, Instant, Page, PageRequest, StoreError};

use crate::dry_run::counts::DispositionCounts;
use crate::dry_run::disposition::Disposition;
use crate::dry_run::row_result::{RowResult, StagedRow};
use crate::dry_run::row_undo::UndoOutcome;
use crate::mapping::stored::ImportMapping;
use crate::progress::import::Import;

/// The imports of one merchant, as they are read.
#[async_trait]
pub trait ImportReads: Send {
    /// The import with that id.
    async fn find_import(&mut self, id: ImportId) -> Result<Option<Import>, StoreError>;
    /// Imports by id, the newest first.
    async fn list_imports(
        &mut self,
        page: PageRequest<ImportId>,
    ) -> Result<Page<Import, ImportId>, StoreError>;
    /// How many rows each fate has among those behind a number, up to another.
    async fn fates_of_rows(
        &mut self,
        id: ImportId,
        behind: u64,
        up_to: u64,
    ) -> Result<DispositionCounts, StoreError>;
    /// What became of the rows, by their numbers; only those of a disposition, and of an outcome of taking them back, where
    /// one is given.
    async fn list_row_results(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        undo: Option<UndoOutcome>,
        page: PageRequest<u64>,
    ) -> Result<Page<RowResult, u64>, StoreError>;
    /// The rows behind that number, at most so many; only those of a disposition where one is given.
    async fn staged_rows(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        after: u64,
        at_most: u32,
    ) -> Result<Vec<StagedRow>, StoreError>;
    /// The part of the file with that number, from 0.
    async fn read_part(&mut self, id: ImportId, number: u32) -> Result<Option<Vec<u8>>, StoreError>;
    /// The number of the first row that was found to be about one of these keys.
    async fn first_row_about(&mut self, id: ImportId, keys: &[String]) -> Result<Option<u64>, StoreError>;
}

/// The stored mappings of one merchant, as they are read.
#[async_trait]
pub trait ImportMappingReads: Send {
    /// The mapping with that id.
    async fn find_mapping(&mut self, id: ImportMappingId) -> Result<Option<ImportMapping>, StoreError>;
    /// Mappings by id, the oldest first.
    async fn list_mappings(
        &mut self,
        page: PageRequest<ImportMappingId>,
    ) -> Result<Page<ImportMapping, ImportMappingId>, StoreError>;
    /// How many there are.
    async fn count_mappings(&mut self) -> Result<u64, StoreError>;
}

/// The stored mappings of one merchant.
#[async_trait]
pub trait ImportMappingStore: ImportMappingReads + AuditTrail {
    /// Adds a mapping.
    async fn insert_mapping(&mut self, mapping: &ImportMapping) -> Result<(), StoreError>;
    /// Deletes a mapping.
    async fn delete_mapping(&mut self, id: ImportMappingId) -> Result<(), StoreError>;
}

/// The imports of one merchant.
#[async_trait]
pub trait ImportStore: ImportReads {
    /// Adds an import whose file is still to come.
    async fn insert_import(&mut self, import: &Import) -> Result<(), StoreError>;
    /// Keeps a part of the file.
    async fn insert_part(&mut self, id: ImportId, number: u32, bytes: Vec<u8>) -> Result<(), StoreError>;
    /// The import with that id, which nobody else changes until this transaction ends.
    async fn find_import_for_change(&mut self, id: ImportId) -> Result<Option<Import>, StoreError>;
    /// Writes an import.
    async fn update_import(&mut self, import: &Import) -> Result<(), StoreError>;
    /// Keeps rows.
    async fn stage_rows(&mut self, id: ImportId, rows: &[StagedRow]) -> Result<(), StoreError>;
    /// Writes what becomes of rows.
    async fn write_row_results(&mut self, id: ImportId, results: &[RowResult]) -> Result<(), StoreError>;
    /// Forgets that a row is about these keys.
    async fn forget_keys_of_row(
        &mut self,
        id: ImportId,
        number: u64,
        keys: &[String],
    ) -> Result<(), StoreError>;
    /// Notes which row is about which keys.
    async fn note_keys(&mut self, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError>;
    /// Forgets at most so many of the keys, and tells whether there were any.
    async fn forget_keys(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError>;
    /// Throws away at most so many of the rows, and tells whether there were any.
    async fn forget_rows(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError>;
    /// Throws away at most so many parts of the file, and tells whether there were any.
    async fn forget_parts(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError>;
    /// Throws away at most so many rows of one import that was last touched before the one instant, or whose file has not
    /// arrived by then if it was begun before the other, and the import once it has none. Tells whether there was one.
    async fn forget_part_of_old(
        &mut self,
        touched_before: Instant,
        begun_before: Instant,
        at_most: u32,
    ) -> Result<bool, StoreError>;
}
