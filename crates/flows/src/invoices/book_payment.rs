//! Books payments of invoices, and credits what an invoice earns with the last of them.

use regulars_invoices::{
    BookedPayment, NewPayment, PaymentRow, RecordPaymentError, RowOutcome, book_file_row, record_payment,
};
use regulars_kernel::{Environment, InvoiceId, StoreError};
use regulars_purchases::Till;

use super::earn_by_invoice::earn_as_paid;
use super::store::InvoicingStore;

/// Books a payment of an invoice by the rules of [`record_payment`].
pub async fn book_invoice_payment(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    invoice: InvoiceId,
    new: NewPayment,
) -> Result<BookedPayment, RecordPaymentError> {
    let today = till.calendar.date_of(environment.now());
    let booked = record_payment(store, environment, till.actor, today, invoice, new).await?;
    if !booked.replayed {
        earn_as_paid(store, environment, till, &booked.invoice).await?;
    }
    Ok(booked)
}

/// Books the payment of a row of a file by the rules of [`book_file_row`].
pub async fn book_payment_row(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    row: PaymentRow,
    occurrence: u32,
) -> Result<RowOutcome, StoreError> {
    let today = till.calendar.date_of(environment.now());
    let outcome = book_file_row(store, environment, till.actor, today, row, occurrence).await?;
    if let RowOutcome::Booked(_, invoice) = &outcome
        && till.programmes
        && let Some(invoice) = store.find_invoice(*invoice).await?
    {
        earn_as_paid(store, environment, till, &invoice).await?;
    }
    Ok(outcome)
}
