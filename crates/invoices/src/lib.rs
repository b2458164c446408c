//! Invoices: purchases on credit, what is paid of them, and when they are due.
//!
//! Knows neither HTTP nor the database, nor the purchases that invoices are: what records the purchase of an invoice and what
//! gives some of it back is in the flows. Where an invoice stands follows from four figures and the day, by one rule
//! ([`InvoiceState::of`](regulars_kernel::InvoiceState::of)).

mod book_file_row;
mod change_invoice;
mod change_settings;
mod check_dates;
mod invoice;
mod number;
mod payment;
mod record_payment;
mod recorded;
mod reminders;
mod series;
mod settings;
mod store;
mod ubl;

pub use regulars_kernel::{InvalidTaxPercent, LineTax, TaxCategory, TaxFault, TaxPercent};

pub use book_file_row::{Occurrences, PaymentRow, RowOutcome, book_file_row};
pub use change_invoice::{ChangeInvoiceError, InvoicePatch, change_invoice};
pub use change_settings::change_invoice_settings;
pub use check_dates::{DateFault, InvoiceDates, check_dates};
pub use invoice::{BuyerFacts, Invoice};
pub use number::{InvalidInvoiceNumber, InvoiceNumber};
pub use payment::{BookingKey, NewPayment, Payment};
pub use record_payment::{BookedPayment, RecordPaymentError, record_payment};
pub use reminders::{InvalidReminderDays, Reminder, ReminderDays, next_reminders};
pub use series::{CREDIT_NOTE_SOURCE, NoFreeNumber, Series, next_number};
pub use settings::{InvalidPrefix, InvoiceSettings, NumberPrefix, PaymentDays};
pub use store::{
    InvoicePosition, InvoiceQuery, InvoiceReads, InvoiceStore, PaymentPosition, PaymentQuery,
    ReminderPosition, ToldPayment,
};
pub use ubl::{
    UblBuyer, UblDocument, UblFigures, UblKind, UblLack, UblLine, UblLineFigures, UblSeller, UblTax, figures,
    write_ubl,
};
