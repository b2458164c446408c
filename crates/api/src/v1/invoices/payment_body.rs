//! Payments on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_invoices::{BookedPayment, NewPayment, Payment};
use regulars_kernel::{Currency, CustomerId, Date, Label, Money, Personal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::InvoiceBody;
use crate::error::{ApiError, Invalid};
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::money::MoneyBody;

/// A payment to be booked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": {"amount": 50_000, "currency": "RSD"}, "method": "transfer", "reference": "97-4711-2026"}))]
pub struct NewPaymentBody {
    /// How much, in the currency of the invoice: more than zero, and at most what is open.
    amount: MoneyBody,
    /// The day on which it was paid, in the merchant's time zone; by default today. Not after today.
    paid_on: Option<NaiveDate>,
    /// Such as `transfer` or `cash`.
    #[schema(min_length = 1, max_length = 200)]
    method: Option<String>,
    /// What the bank calls it. A payment of an invoice with the same reference is the same payment.
    #[schema(min_length = 1, max_length = 200)]
    reference: Option<String>,
}

impl NewPaymentBody {
    /// The checked payment.
    pub fn check(self) -> Result<NewPayment, ApiError> {
        let mut invalid = Invalid::default();
        let currency = invalid.check("/amount/currency", Currency::from_stored(&self.amount.currency));
        let method = invalid.parse_option::<Label>("/method", self.method);
        let reference = invalid.parse_option::<Label>("/reference", self.reference);
        invalid.finish_with(currency.map(|currency| NewPayment {
            amount: Money::new(self.amount.amount, currency),
            paid_on: self.paid_on,
            method,
            reference: reference.map(Personal::new),
            key: None,
        }))
    }
}

/// A payment.
#[derive(Serialize, ToSchema)]
pub struct PaymentBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20")]
    id: Uuid,
    /// Of which invoice.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    invoice_id: Uuid,
    /// Whose invoice that is; `null` once the customer was erased.
    customer_id: Option<Uuid>,
    /// How much.
    amount: MoneyBody,
    /// On which day.
    #[schema(example = "2026-11-20")]
    paid_on: NaiveDate,
    /// Such as `transfer` or `cash`.
    #[schema(example = "transfer", max_length = 200)]
    method: Option<String>,
    /// What the bank calls it.
    #[schema(example = "97-4711-2026", max_length = 200)]
    reference: Option<String>,
    /// Who booked it.
    recorded_by: AuditActorBody,
    /// When it was booked.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
}

impl PaymentBody {
    /// The payment, in that currency.
    pub fn new(payment: Payment, currency: Currency) -> Self {
        Self {
            id: payment.id.value(),
            invoice_id: payment.invoice.value(),
            customer_id: payment.customer.map(CustomerId::value),
            amount: Money::new(payment.amount, currency).into(),
            paid_on: payment.paid_on,
            method: payment.method.map(Label::into_string),
            reference: payment.reference.map(|reference| reference.into_exposed().into_string()),
            recorded_by: payment.recorded_by.into(),
            created_at: payment.created_at,
        }
    }
}

/// A payment that was booked, and its invoice after it.
#[derive(Serialize, ToSchema)]
pub struct BookedPaymentBody {
    /// The payment.
    #[serde(flatten)]
    payment: PaymentBody,
    /// Whether it had been booked before.
    #[schema(example = false)]
    replayed: bool,
    /// The invoice as it stands now.
    invoice: InvoiceBody,
}

impl BookedPaymentBody {
    /// The payment, with its invoice as it stands on that day.
    pub fn new(booked: BookedPayment, today: Date) -> Self {
        let BookedPayment { payment, invoice, replayed } = booked;
        let currency = invoice.currency;
        Self {
            payment: PaymentBody::new(payment, currency),
            replayed,
            invoice: InvoiceBody::new(invoice, today),
        }
    }
}
