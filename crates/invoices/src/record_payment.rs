//! Books a payment.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Currency, Date, Environment, InvoiceId, InvoiceState, PaymentId, StoreError};

use crate::check_dates::check_past;
use crate::store::InvoiceStore;
use crate::{BookingKey, DateFault, Invoice, NewPayment, Payment};

/// A payment with its invoice as it stands after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedPayment {
    /// The payment.
    pub payment: Payment,
    /// The invoice.
    pub invoice: Invoice,
    /// Whether it had been booked before.
    pub replayed: bool,
}

/// Why a payment was not booked.
#[derive(Debug, thiserror::Error)]
pub enum RecordPaymentError {
    /// The merchant has no such invoice.
    #[error("there is no such invoice")]
    UnknownInvoice,
    /// Nothing and less is no payment.
    #[error("must be more than zero")]
    NothingPaid,
    /// It is in another currency than the invoice.
    #[error("must be in {0}, the currency of the invoice")]
    OtherCurrency(Currency),
    /// It is more than what is open.
    #[error("must be at most {open}, which is what is open of the invoice")]
    MoreThanOpen {
        /// What is open, in minor units.
        open: i64,
    },
    /// Nothing is open.
    #[error("the invoice is {0}: nothing of it is open")]
    NothingOpen(InvoiceState),
    /// The day does not fit.
    #[error(transparent)]
    PaidOn(DateFault),
    /// A payment of that reference was booked with another amount or day.
    #[error("a payment of that reference was booked with another amount or another day")]
    BookedOtherwise(PaymentId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Books a payment of an invoice on `today` of the merchant's calendar. More than what is open is refused: what was paid for
/// nothing belongs to the customer, and is no part of these books. One that names a reference is booked once.
pub async fn record_payment(
    store: &mut dyn InvoiceStore,
    environment: &Environment,
    actor: Actor,
    today: Date,
    invoice: InvoiceId,
    new: NewPayment,
) -> Result<BookedPayment, RecordPaymentError> {
    let before = store.hold_invoice(invoice).await?.ok_or(RecordPaymentError::UnknownInvoice)?;
    if new.amount.currency != before.currency {
        return Err(RecordPaymentError::OtherCurrency(before.currency));
    }
    let amount = new.amount.amount;
    if amount <= 0 {
        return Err(RecordPaymentError::NothingPaid);
    }
    let paid_on = check_past(new.paid_on.unwrap_or(today), today).map_err(RecordPaymentError::PaidOn)?;
    let of_reference = new.reference.as_ref().map(|it| BookingKey::of_reference(before.id, it.expose()));
    let key = of_reference.or(new.key);
    if let Some(key) = key
        && let Some(payment) = store.find_payment_by_key(before.id, key).await?
    {
        if payment.amount != amount || new.paid_on.is_some_and(|day| day != payment.paid_on) {
            return Err(RecordPaymentError::BookedOtherwise(payment.id));
        }
        return Ok(BookedPayment { payment, invoice: before, replayed: true });
    }
    let open = before.amounts.open();
    if open == 0 {
        return Err(RecordPaymentError::NothingOpen(before.state_on(today)));
    }
    if amount > open {
        return Err(RecordPaymentError::MoreThanOpen { open });
    }
    // Of somebody who was erased nothing is kept that could say who that was.
    let reference = new.reference.filter(|_| before.customer.is_some());
    let payment = Payment {
        id: PaymentId::new(environment.new_id()),
        invoice: before.id,
        customer: before.customer,
        amount,
        paid_on,
        method: new.method,
        reference,
        key,
        recorded_by: actor,
        created_at: environment.now(),
    };
    let mut after = before;
    after.amounts.paid += payment.amount;
    after.last_paid_on = after.last_paid_on.max(Some(paid_on));
    store.insert_payment(&payment, &after).await?;
    let note = AuditNote::created(&payment);
    store
        .note(
            environment,
            match payment.customer {
                Some(customer) => note.about(customer),
                None => note,
            },
        )
        .await?;
    Ok(BookedPayment { payment, invoice: after, replayed: false })
}
