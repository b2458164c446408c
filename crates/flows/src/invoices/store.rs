//! What the flows of invoices need from a store.

use regulars_invoices::InvoiceStore;
use regulars_purchases::PurchaseStore;
use regulars_service::HoldsCustomers;

/// Everything that recording and crediting invoices needs.
pub trait InvoicingStore: InvoiceStore + PurchaseStore + HoldsCustomers {}

impl<Store: InvoiceStore + PurchaseStore + HoldsCustomers> InvoicingStore for Store {}
