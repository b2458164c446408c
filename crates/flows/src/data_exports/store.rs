//! What exports of a customer's data need from a store.

use async_trait::async_trait;
use regulars_audit::{AuditTrail, AuditTrailReads};
use regulars_consent::ConsentReads;
use regulars_customers::CustomerReads;
use regulars_jobs::JobStore;
use regulars_kernel::{CustomerId, DataExportId, ImportId, Instant, NewsletterId, StoreError};
use regulars_purchases::PurchaseReads;
use regulars_segments::RfmReads;
use uuid::Uuid;

use super::data_export::{DataExport, DataExportForm};

/// A message of a newsletter to the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageTo {
    /// Of which newsletter.
    pub newsletter: NewsletterId,
    /// What it was about.
    pub subject: String,
    /// Over which channel.
    pub channel: String,
    /// To which address.
    pub address: String,
    /// What became of it.
    pub state: String,
    /// Why, where there is a reason.
    pub reason: Option<String>,
    /// When that was settled.
    pub settled_at: Option<Instant>,
}

/// Something that the customer did with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionOf {
    /// Its id.
    pub id: Uuid,
    /// To which newsletter.
    pub newsletter: NewsletterId,
    /// Opened, clicked or unsubscribed.
    pub kind: String,
    /// When.
    pub at: Instant,
}

/// A row of a file that the customer was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOrigin {
    /// Of which import.
    pub import: ImportId,
    /// The name of the file.
    pub file_name: String,
    /// The row.
    pub number: i64,
    /// What it did.
    pub disposition: Option<String>,
    /// When the import was made.
    pub at: Instant,
}

/// What is known of a customer besides its record and the ledgers.
#[async_trait]
pub trait SubjectTraceReads: Send {
    /// Messages of newsletters to the customer, by newsletter, behind one, at most so many newsletters' worth.
    async fn messages_to(
        &mut self,
        customer: CustomerId,
        after: Option<NewsletterId>,
        at_most: u16,
    ) -> Result<Vec<MessageTo>, StoreError>;
    /// What the customer did with the messages of one newsletter.
    async fn reactions_to(
        &mut self,
        customer: CustomerId,
        newsletter: NewsletterId,
    ) -> Result<Vec<ReactionOf>, StoreError>;
    /// The rows of files that were about the customer.
    async fn origins_in_files(&mut self, customer: CustomerId) -> Result<Vec<ImportOrigin>, StoreError>;
}

/// Everything that is read of a customer.
pub trait SubjectDataReads:
    CustomerReads + ConsentReads + PurchaseReads + RfmReads + AuditTrailReads + SubjectTraceReads
{
}

impl<Store> SubjectDataReads for Store where
    Store: CustomerReads + ConsentReads + PurchaseReads + RfmReads + AuditTrailReads + SubjectTraceReads
{
}

/// Exports of customers' data, as they are read.
#[async_trait]
pub trait DataExportReads: Send {
    /// The export with that id.
    async fn find_data_export(&mut self, id: DataExportId) -> Result<Option<DataExport>, StoreError>;
    /// A part of an export, sealed with the customer's key, from 0.
    async fn read_export_part(
        &mut self,
        id: DataExportId,
        form: DataExportForm,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}

/// Exports of customers' data.
#[async_trait]
pub trait DataExportStore: DataExportReads + AuditTrail {
    /// Adds an export.
    async fn insert_data_export(&mut self, export: &DataExport) -> Result<(), StoreError>;
    /// Writes where an export stands. False when it is gone with its customer.
    async fn update_data_export(&mut self, export: &DataExport) -> Result<bool, StoreError>;
    /// Keeps a part, sealed with the customer's key. False when the export is gone with its customer.
    async fn insert_export_part(
        &mut self,
        id: DataExportId,
        form: DataExportForm,
        number: u32,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError>;
    /// Throws the parts of an export away.
    async fn forget_export_parts(&mut self, id: DataExportId) -> Result<(), StoreError>;
    /// Throws exports away that ended before that instant.
    async fn forget_ended_exports(&mut self, before: Instant) -> Result<(), StoreError>;
}

/// Everything that asking for an export needs.
pub trait BeginDataExportStore: DataExportStore + ConsentReads + JobStore {}

impl<Store: DataExportStore + ConsentReads + JobStore> BeginDataExportStore for Store {}
