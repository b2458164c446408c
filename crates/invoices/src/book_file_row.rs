//! Books a payment that a row of a file tells of.

use std::collections::BTreeMap;

use regulars_kernel::{Actor, Date, Environment, InvoiceId, Label, Money, PaymentId, Personal, StoreError};

use crate::store::InvoiceStore;
use crate::{BookingKey, InvoiceNumber, NewPayment, RecordPaymentError, record_payment};

/// A row of a file of payments that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// The id of a payment that is booked: a file that was written here tells it.
    pub id: Option<PaymentId>,
    /// The number of the invoice.
    pub number: InvoiceNumber,
    /// How much.
    pub amount: Money,
    /// On which day.
    pub paid_on: Date,
    /// Such as `transfer`.
    pub method: Option<Label>,
    /// What the bank calls it.
    pub reference: Option<Personal<Label>>,
}

/// What became of a row.
#[derive(Debug)]
pub enum RowOutcome {
    /// It was booked.
    Booked(PaymentId, InvoiceId),
    /// It had been booked before.
    Known(PaymentId, InvoiceId),
    /// There is no invoice of that number.
    UnknownInvoice,
    /// The invoice does not take it.
    Refused(RecordPaymentError),
}

/// How often payments without a reference stood in the file before: two of the same amount on the same day are two payments, and
/// the file that is sent again has the same two.
#[derive(Debug, Default)]
pub struct Occurrences(BTreeMap<(String, i64, Date), u32>);

impl Occurrences {
    /// Counts one more of the kind, and tells which one it is, from 1. One with a reference is known by that, and is none of them.
    pub fn next(&mut self, row: &PaymentRow) -> u32 {
        if row.reference.is_some() {
            return 0;
        }
        let key = (row.number.key().to_owned(), row.amount.amount, row.paid_on);
        let count = self.0.entry(key).or_default();
        *count += 1;
        *count
    }
}

/// Books the payment of a row, the `occurrence`th of its kind in its file, by the rules of any other, once.
pub async fn book_file_row(
    store: &mut dyn InvoiceStore,
    environment: &Environment,
    actor: Actor,
    today: Date,
    row: PaymentRow,
    occurrence: u32,
) -> Result<RowOutcome, StoreError> {
    let Some(invoice) = store.find_invoice_by_number(&row.number).await? else {
        return Ok(RowOutcome::UnknownInvoice);
    };
    if let Some(id) = row.id
        && let Some(known) = store.find_payment(invoice, id).await?
    {
        let is_same = known.amount == row.amount.amount && known.paid_on == row.paid_on;
        return Ok(if is_same {
            RowOutcome::Known(id, invoice)
        } else {
            RowOutcome::Refused(RecordPaymentError::BookedOtherwise(id))
        });
    }
    let new = NewPayment {
        key: Some(BookingKey::of_row(invoice, row.amount.amount, row.paid_on, occurrence)),
        amount: row.amount,
        paid_on: Some(row.paid_on),
        method: row.method,
        reference: row.reference,
    };
    match record_payment(store, environment, actor, today, invoice, new).await {
        Ok(booked) if booked.replayed => Ok(RowOutcome::Known(booked.payment.id, invoice)),
        Ok(booked) => Ok(RowOutcome::Booked(booked.payment.id, invoice)),
        Err(RecordPaymentError::Store(error)) => Err(error),
        Err(refused) => Ok(RowOutcome::Refused(refused)),
    }
}
