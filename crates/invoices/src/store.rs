//! What the use cases of invoices need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CreditStanding, Currency, CustomerId, Date, Instant, InvoiceId, InvoiceState, Page, PageRequest,
    PaymentId, StoreError,
};

use crate::{BookingKey, Invoice, InvoiceNumber, InvoiceSettings, LineTax, Payment, Series};

/// Which invoices; what is absent does not narrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceQuery {
    /// In one of these states; in any when there is none.
    pub states: Vec<InvoiceState>,
    /// The day on which they are in it.
    pub today: Date,
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// The one of that number.
    pub number: Option<InvoiceNumber>,
    /// Issued from that day on.
    pub issued_from: Option<Date>,
    /// Issued before that day.
    pub issued_before: Option<Date>,
    /// Due before that day.
    pub due_before: Option<Date>,
}

impl InvoiceQuery {
    /// All of them, as they stand on that day.
    pub const fn all(today: Date) -> Self {
        Self {
            states: Vec::new(),
            today,
            customer: None,
            number: None,
            issued_from: None,
            issued_before: None,
            due_before: None,
        }
    }
}

/// Where an invoice stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoicePosition {
    /// The day of its issue.
    pub issued_on: Date,
    /// Its id.
    pub id: InvoiceId,
}

/// Where a payment stands in the list of an invoice: by the day, then by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentPosition {
    /// The day on which it was paid.
    pub paid_on: Date,
    /// Its id.
    pub id: PaymentId,
}

/// Which payments; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaymentQuery {
    /// Paid from that day on.
    pub from: Option<Date>,
    /// Paid before that day.
    pub before: Option<Date>,
}

/// A payment with what tells its invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPayment {
    /// The payment.
    pub payment: Payment,
    /// The number of its invoice.
    pub number: InvoiceNumber,
    /// The currency of both.
    pub currency: Currency,
}

/// The invoices of one merchant, as they are read.
#[async_trait]
pub trait InvoiceReads: Send {
    /// What the merchant sets; what holds for everybody where it has set nothing.
    async fn invoice_settings(&mut self) -> Result<InvoiceSettings, StoreError>;
    /// The invoice with that id.
    async fn find_invoice(&mut self, id: InvoiceId) -> Result<Option<Invoice>, StoreError>;
    /// The id of the invoice of that number.
    async fn find_invoice_by_number(
        &mut self,
        number: &InvoiceNumber,
    ) -> Result<Option<InvoiceId>, StoreError>;
    /// How the lines of an invoice are taxed, by the number of the line.
    async fn taxes_of_invoice(&mut self, id: InvoiceId) -> Result<Vec<(u32, LineTax)>, StoreError>;
    /// Invoices, the latest issued first.
    async fn list_invoices(
        &mut self,
        query: &InvoiceQuery,
        page: PageRequest<InvoicePosition>,
    ) -> Result<Page<Invoice, InvoicePosition>, StoreError>;
    /// The payments of an invoice, the earliest first.
    async fn list_payments(
        &mut self,
        invoice: InvoiceId,
        page: PageRequest<PaymentPosition>,
    ) -> Result<Page<Payment, PaymentPosition>, StoreError>;
    /// Payments of all invoices, the earliest first.
    async fn list_all_payments(
        &mut self,
        query: PaymentQuery,
        page: PageRequest<PaymentPosition>,
    ) -> Result<Page<ToldPayment, PaymentPosition>, StoreError>;
    /// The payment of an invoice that is known again by that key.
    async fn find_payment_by_key(
        &mut self,
        invoice: InvoiceId,
        key: BookingKey,
    ) -> Result<Option<Payment>, StoreError>;
    /// How a customer stands with its invoices on a day.
    async fn credit_standing(
        &mut self,
        customer: CustomerId,
        today: Date,
    ) -> Result<CreditStanding, StoreError>;
}

/// The invoices of one merchant.
#[async_trait]
pub trait InvoiceStore: InvoiceReads + AuditTrail {
    /// The invoice with that id and its customer, whom nobody else changes until this transaction ends. The customer is held
    /// first, as everywhere else.
    async fn hold_invoice(&mut self, id: InvoiceId) -> Result<Option<Invoice>, StoreError>;
    /// Counts one further in a series of a year, and tells the count. Whoever else counts there waits for the end of this
    /// transaction.
    async fn next_in_series(&mut self, series: Series, year: i32) -> Result<i64, StoreError>;
    /// Adds an invoice, with how its lines are taxed.
    async fn insert_invoice(&mut self, invoice: &Invoice, taxes: &[(u32, LineTax)])
    -> Result<(), StoreError>;
    /// Writes what may change of an invoice.
    async fn update_invoice(&mut self, invoice: &Invoice) -> Result<(), StoreError>;
    /// Adds a payment, and writes what is paid of its invoice.
    async fn insert_payment(&mut self, payment: &Payment, invoice: &Invoice) -> Result<(), StoreError>;
    /// Writes what the merchant sets.
    async fn write_invoice_settings(
        &mut self,
        settings: &InvoiceSettings,
        now: Instant,
    ) -> Result<(), StoreError>;
}
