//! What the flows of invoices need from a store.

use regulars_consent::ContactReads;
use regulars_customers::CustomerReads;
use regulars_identity::IdentityReads;
use regulars_invoices::{InvoiceReads, InvoiceStore};
use regulars_jobs::JobStore;
use regulars_purchases::PurchaseStore;
use regulars_service::HoldsCustomers;

/// Everything that recording and crediting invoices needs.
pub trait InvoicingStore: InvoiceStore + PurchaseStore + HoldsCustomers {}

impl<Store: InvoiceStore + PurchaseStore + HoldsCustomers> InvoicingStore for Store {}

/// What a reminder is written from.
pub trait ReminderReads: InvoiceReads + CustomerReads + ContactReads + IdentityReads {}

impl<Store: InvoiceReads + CustomerReads + ContactReads + IdentityReads> ReminderReads for Store {}

/// Everything that asking for reminders needs.
pub trait RemindingStore: ReminderReads + InvoiceStore + JobStore {}

impl<Store: ReminderReads + InvoiceStore + JobStore> RemindingStore for Store {}
