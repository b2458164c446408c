//! What invoices and purchases do together.

pub mod book_payment;
pub mod credit_invoice;
pub mod credit_note_as_ubl;
mod earn_by_invoice;
pub mod invoice_as_ubl;
pub mod read_invoice;
pub mod record_invoice;
pub mod remind_of_due_invoices;
pub mod remind_of_invoice;
pub mod reminder_mail;
mod reminder_wording;
pub mod store;
pub mod ubl_document;
pub mod write_reminder_mail;
