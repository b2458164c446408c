//! What exports of a customer's data need from a store.

use async_trait::async_trait;
use regulars_audit::{AuditTrail, AuditTrailReads};
use regulars_consent::ConsentReads;
use regulars_customers::MergeReads;
use regulars_identity::IdentityReads;
use regulars_jobs::JobStore;
use regulars_kernel::{CustomerId, DataExportId, Instant, Page, PageRequest, PageSize, StoreError};
use regulars_purchases::PurchaseReads;
use regulars_segments::RfmReads;
use regulars_service::{CaseReads, CustomerFileReads, HoldsCustomers, InteractionReads, MailReads};
use serde_json::Value;
use uuid::Uuid;

use super::data_export::{DataExport, DataExportForm};

/// Rows about a customer that no domain tells as they are needed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Cards of the member.
    Cards,
    /// Links to the page with the customer's card.
    CardLinks,
    /// Mails that asked the customer to confirm something.
    Confirmations,
    /// Addresses of the customer that no message goes to.
    Suppressions,
    /// What was given back.
    Refunds,
    /// Invoices with their payments.
    Invoices,
    /// Carts of shops.
    Carts,
    /// What other tools told of the customer.
    Events,
    /// Programmes in which the customer is or was.
    Programmes,
    /// Accounts of points, each with what is left in it.
    PointAccounts,
    /// Every line of their ledger.
    PointOperations,
    /// Orders of rewards.
    RewardOrders,
    /// Uses of coupons.
    Coupons,
    /// Codes of coupons that belong to the customer.
    HeldCoupons,
    /// Messages of newsletters.
    Messages,
    /// What was opened and clicked.
    Reactions,
    /// What was said about cases.
    CaseMessages,
    /// Surveys that the customer was asked, with the answers.
    Surveys,
    /// Companies for which the customer works, or did.
    Employments,
    /// Offers that were sent to the customer for a company, earlier versions among them.
    Offers,
    /// The mails with them.
    OfferMails,
    /// Rows of files that the customer was in.
    Imports,
    /// Changes of many customers of whom this was one.
    BulkEdits,
    /// Exports like this one.
    DataExports,
}

/// Where a page of such rows ended: the columns that they are ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TracePlace {
    /// By their id.
    Id(Uuid),
    /// By an instant and their id.
    InstantAndId(Instant, Uuid),
    /// By the id of what they belong to and their own.
    Ids(Uuid, Uuid),
    /// By the id of what they belong to and their number in it.
    IdAndNumber(Uuid, i64),
    /// By the id of what they belong to and their name in it.
    IdAndName(Uuid, String),
}

/// Some rows.
#[derive(Default)]
pub struct TracePage {
    /// Each as it is told: its members are named as the API names them.
    pub items: Vec<Value>,
    /// Where the page ended, if there may be more.
    pub next: Option<TracePlace>,
}

/// What is known of a customer besides what the domains tell.
#[async_trait]
pub trait TraceReads: Send {
    /// Rows of one kind behind a place, `size` at most.
    async fn traces(
        &mut self,
        customer: CustomerId,
        trace: Trace,
        after: Option<TracePlace>,
        size: PageSize,
    ) -> Result<TracePage, StoreError>;
}

/// Everything that is read of a customer.
pub trait SubjectDataReads:
    MergeReads
    + ConsentReads
    + PurchaseReads
    + RfmReads
    + InteractionReads
    + CaseReads
    + CustomerFileReads
    + MailReads
    + AuditTrailReads
    + IdentityReads
    + TraceReads
{
}

impl<Store> SubjectDataReads for Store where
    Store: MergeReads
        + ConsentReads
        + PurchaseReads
        + RfmReads
        + InteractionReads
        + CaseReads
        + CustomerFileReads
        + MailReads
        + AuditTrailReads
        + IdentityReads
        + TraceReads
{
}

/// Exports of customers' data, as they are read.
#[async_trait]
pub trait DataExportReads: Send {
    /// The export with that id.
    async fn find_data_export(&mut self, id: DataExportId) -> Result<Option<DataExport>, StoreError>;
    /// A customer's exports, the newest first, those too whose files are gone.
    async fn list_data_exports(
        &mut self,
        customer: CustomerId,
        page: PageRequest<DataExportId>,
    ) -> Result<Page<DataExport, DataExportId>, StoreError>;
    /// A part of an export, sealed with the customer's key, from 0.
    async fn read_data_export_part(
        &mut self,
        export: &DataExport,
        form: DataExportForm,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}

/// Exports of customers' data.
#[async_trait]
pub trait DataExportStore: DataExportReads + AuditTrail + HoldsCustomers {
    /// How many exports of a customer are there, or are being made, at that instant.
    async fn count_data_exports(&mut self, customer: CustomerId, now: Instant) -> Result<i64, StoreError>;
    /// Adds an export.
    async fn insert_data_export(&mut self, export: &DataExport) -> Result<(), StoreError>;
    /// Writes that the export's run has begun. False when another one has, or the export is gone.
    async fn begin_data_export_run(&mut self, export: &DataExport) -> Result<bool, StoreError>;
    /// Writes where an export stands. False when it is gone with its customer, or another run has begun.
    async fn update_data_export(&mut self, export: &DataExport) -> Result<bool, StoreError>;
    /// Keeps a part, sealed with the customer's key.
    async fn insert_data_export_part(
        &mut self,
        export: &DataExport,
        form: DataExportForm,
        number: u32,
        sealed: Vec<u8>,
    ) -> Result<(), StoreError>;
    /// Throws parts of an export away, `most` at most: all, or those of runs before one. Tells whether there may be more.
    async fn forget_data_export_parts(
        &mut self,
        id: DataExportId,
        before_run: Option<i64>,
        most: u16,
    ) -> Result<bool, StoreError>;
}

/// Everything that asking for an export needs.
pub trait BeginDataExportStore: DataExportStore + JobStore {}

impl<Store: DataExportStore + JobStore> BeginDataExportStore for Store {}
