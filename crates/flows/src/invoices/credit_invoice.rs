//! Credits an invoice: goods go back, or are not paid for.

use chrono::{Datelike, Days, TimeDelta};
use regulars_audit::AuditNote;
use regulars_invoices::{CREDIT_NOTE_SOURCE, Invoice, InvoiceNumber, NoFreeNumber, Series, next_number};
use regulars_kernel::{Date, Environment, Instant, InvoiceId, MerchantCalendar, StoreError};
use regulars_purchases::{
    NewRefund, ReceiptReference, RecordRefundError, RefundAnswer, RefundLine, RefundOutcome, Till,
    UnknownReceipt,
};

use super::earn_by_invoice::earn_as_paid;
use super::record_invoice::wrong;
use super::store::InvoicingStore;
use crate::sales::refund_sale::refund_sale;

/// A credit note to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCreditNote {
    /// Its number; by default the next one of the merchant's own series.
    pub number: Option<InvoiceNumber>,
    /// The day of issue; by default today.
    pub issued_on: Option<Date>,
    /// Which lines of the invoice, and how much of each.
    pub lines: Vec<RefundLine>,
}

/// A credit note that was issued: a refund of the purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedCreditNote {
    /// The refund, with the purchase as it stands after it.
    pub refund: RefundAnswer,
    /// The invoice as it stands after it.
    pub invoice: Invoice,
}

/// Why an invoice was not credited.
#[derive(Debug, thiserror::Error)]
pub enum CreditInvoiceError {
    /// The merchant has no such invoice.
    #[error("there is no such invoice")]
    UnknownInvoice,
    /// The day has not come, or is before the invoice.
    #[error("must be from {0}, the day of the invoice, to {1}, today")]
    IssuedOn(Date, Date),
    /// Receipts are known by their numbers as they are written, so one that is copied otherwise would be another one.
    #[error("must be in upper case and without white space, as {0}")]
    NotInUpperCase(String),
    /// Another credit note has the number.
    #[error("another credit note has that number")]
    NumberTaken,
    /// The series has no number to give.
    #[error(transparent)]
    NoNumber(NoFreeNumber),
    /// The refund breaks rules, or another one has its number.
    #[error(transparent)]
    Refund(RecordRefundError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Credits lines of an invoice, by the rules of any other refund. What was paid beyond what is left goes back to the customer, and
/// the points that the lines earned are taken back. What was paid before may be all that is left: then it earns now.
pub async fn credit_invoice(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    id: InvoiceId,
    new: NewCreditNote,
) -> Result<IssuedCreditNote, CreditInvoiceError> {
    let before = store.hold_invoice(id).await?.ok_or(CreditInvoiceError::UnknownInvoice)?;
    let today = till.calendar.date_of(environment.now());
    let issued_on = new.issued_on.unwrap_or(today);
    if !(before.issued_on..=today).contains(&issued_on) {
        return Err(CreditInvoiceError::IssuedOn(before.issued_on, today));
    }
    let number = match new.number {
        Some(number) if number.as_str() != number.key() => {
            return Err(CreditInvoiceError::NotInUpperCase(number.key().to_owned()));
        }
        Some(number) => {
            store.hold_series(Series::CreditNotes, today.year()).await?;
            // The same day is the same credit note again, or another one: that is told apart by what it credits.
            if store.find_credit_note(&number).await?.is_some_and(|day| day != issued_on) {
                return Err(CreditInvoiceError::NumberTaken);
            }
            number
        }
        None => {
            let prefix = store.invoice_settings().await?.number_prefix;
            next_number(store, Series::CreditNotes, &prefix, issued_on).await.map_err(
                |error| match error {
                    NoFreeNumber::Store(error) => error.into(),
                    taken @ NoFreeNumber::TooManyTaken => CreditInvoiceError::NoNumber(taken),
                },
            )?
        }
    };
    let refund = NewRefund {
        receipt: ReceiptReference::Purchase(before.purchase),
        source: Some(CREDIT_NOTE_SOURCE.parse().map_err(wrong)?),
        refund_number: number.key().parse().map_err(wrong)?,
        business_date: Some(issued_on),
        occurred_at: end_of(issued_on, &till.calendar),
        lines: new.lines,
    };
    let recorded = refund_sale(store, environment, till, refund, UnknownReceipt::IsRefused).await;
    let refund = match recorded.map(|recorded| recorded.outcome) {
        Ok(RefundOutcome::Applied(answer)) => *answer,
        Ok(RefundOutcome::Waiting { .. } | RefundOutcome::Rejected { .. }) => {
            return Err(StoreError::inconsistent("refunds", "one of a known purchase waits").into());
        }
        Err(RecordRefundError::Store(error)) => return Err(error.into()),
        Err(error) => return Err(CreditInvoiceError::Refund(error)),
    };
    let mut after = before.clone();
    after.amounts.credited = refund.purchase.refunded_total;
    if let Some(note) = AuditNote::updated(&before, &after) {
        let note = match after.customer {
            Some(customer) => note.about(customer),
            None => note,
        };
        store.note(environment, note).await?;
    }
    if before.amounts.open() > 0 {
        earn_as_paid(store, environment, till, &after).await?;
    }
    Ok(IssuedCreditNote { refund, invoice: after })
}

/// The last second of a day: the same for every repetition of a credit note, and after what is credited.
fn end_of(day: Date, calendar: &MerchantCalendar) -> Instant {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    calendar.start_of_day(next) - TimeDelta::seconds(1)
}
