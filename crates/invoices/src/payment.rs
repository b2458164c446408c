//! A payment of an invoice.

use regulars_kernel::{Actor, CustomerId, Date, Instant, InvoiceId, Label, Money, PaymentId, Personal};
use sha2::{Digest, Sha256};

/// What a payment is known again by within its invoice, when a file is sent again or a request that named the reference of the
/// bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookingKey(pub [u8; 32]);

impl BookingKey {
    /// The key of a payment of which the bank's reference is known.
    pub fn of_reference(invoice: InvoiceId, reference: &Label) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"reference/1\0");
        digest.update(invoice.value().as_bytes());
        digest.update(reference.as_str().as_bytes());
        Self(digest.finalize().into())
    }

    /// The key of the `occurrence`th payment, from 1, of that amount on that day in one file.
    pub fn of_row(invoice: InvoiceId, amount: i64, paid_on: Date, occurrence: u32) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"row/1\0");
        digest.update(invoice.value().as_bytes());
        digest.update(amount.to_be_bytes());
        digest.update(paid_on.to_string().as_bytes());
        digest.update(occurrence.to_be_bytes());
        Self(digest.finalize().into())
    }
}

/// A payment to be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// How much.
    pub amount: Money,
    /// On which day of the merchant's calendar; by default today.
    pub paid_on: Option<Date>,
    /// Such as `transfer` or `cash`.
    pub method: Option<Label>,
    /// What the bank calls it.
    pub reference: Option<Personal<Label>>,
    /// What it is known again by where it has no reference.
    pub key: Option<BookingKey>,
}

/// A payment that was booked. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// Whose invoice that is.
    pub customer: Option<CustomerId>,
    /// How much, in minor units of the invoice's currency.
    pub amount: i64,
    /// On which day.
    pub paid_on: Date,
    /// Such as `transfer` or `cash`.
    pub method: Option<Label>,
    /// What the bank calls it.
    pub reference: Option<Personal<Label>>,
    /// What it is known again by, where anything.
    pub key: Option<BookingKey>,
    /// Who booked it.
    pub recorded_by: Actor,
    /// When it was booked.
    pub created_at: Instant,
}
