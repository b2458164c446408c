//! What an export needs from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{ExportId, Instant, Page, PageRequest, StoreError};

use crate::exports::export::Export;
use crate::exports::part::{ExportPart, PartOutline};

/// The exports of one merchant, as they are read.
#[async_trait]
pub trait ExportReads: Send {
    /// The export with that id.
    async fn find_export(&mut self, id: ExportId) -> Result<Option<Export>, StoreError>;
    /// Exports by id, the newest first.
    async fn list_exports(
        &mut self,
        page: PageRequest<ExportId>,
    ) -> Result<Page<Export, ExportId>, StoreError>;
    /// How many exports have files or are being written.
    async fn count_kept_exports(&mut self) -> Result<u64, StoreError>;
    /// The parts of a run, in their order, without what they hold.
    async fn outline_export(&mut self, id: ExportId, run: i64) -> Result<Vec<PartOutline>, StoreError>;
    /// What a part of a run holds.
    async fn read_export_part(
        &mut self,
        id: ExportId,
        run: i64,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}

/// The exports of one merchant.
#[async_trait]
pub trait ExportStore: ExportReads + AuditTrail {
    /// Adds an export.
    async fn insert_export(&mut self, export: &Export) -> Result<(), StoreError>;
    /// The export with that id, which nobody else changes until this transaction ends.
    async fn find_export_for_change(&mut self, id: ExportId) -> Result<Option<Export>, StoreError>;
    /// Exports that have files or are being written, which nobody else changes until this transaction ends.
    async fn kept_exports_for_change(&mut self) -> Result<Vec<Export>, StoreError>;
    /// Writes an export.
    async fn update_export(&mut self, export: &Export) -> Result<(), StoreError>;
    /// Keeps a part of a run.
    async fn insert_export_part(
        &mut self,
        id: ExportId,
        run: i64,
        part: ExportPart,
    ) -> Result<(), StoreError>;
    /// Throws away at most so many parts of an export, but for those of the run that is kept, and tells whether there were
    /// any.
    async fn forget_export_parts(
        &mut self,
        id: ExportId,
        kept_run: Option<i64>,
        at_most: u32,
    ) -> Result<bool, StoreError>;
    /// Removes exports without files that were asked for before the instant.
    async fn forget_old_exports(&mut self, asked_before: Instant) -> Result<(), StoreError>;
}
