//! What the flows of invoices need from a store.

use regulars_consent::ContactReads;
use regulars_customers::CustomerReads;
use regulars_identity::IdentityReads;
use regulars_invoices::{InvoiceReads, InvoiceStore};
use regulars_jobs::JobStore;
use regulars_service::HoldsCustomers;

use crate::sales::store::SaleStore;

/// Everything that recording, crediting and paying invoices needs: they are purchases, and earn points.
pub trait InvoicingStore: InvoiceStore + SaleStore + HoldsCustomers {}

impl<Store: InvoiceStore + SaleStore + HoldsCustomers> InvoicingStore for Store {}

/// What a reminder is written from.
pub trait ReminderReads: InvoiceReads + CustomerReads + ContactReads + IdentityReads {}

impl<Store: InvoiceReads + CustomerReads + ContactReads + IdentityReads> ReminderReads for Store {}

/// Everything that asking for reminders needs.
pub trait RemindingStore: ReminderReads + InvoiceStore + JobStore {}

impl<Store: ReminderReads + InvoiceStore + JobStore> RemindingStore for Store {}
