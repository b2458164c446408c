//! What invoices and purchases do together.

pub mod credit_invoice;
pub mod invoice_as_ubl;
pub mod read_invoice;
pub mod record_invoice;
pub mod store;
