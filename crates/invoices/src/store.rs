//! What the use cases of invoices need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CreditStanding, Currency, CustomerId, Date, Instant, InvoiceId, InvoiceState, Page, PageRequest,
    PaymentId, ReminderId, StoreError,
};

use crate::{BookingKey, Invoice, InvoiceNumber, InvoiceSettings, LineTax, Payment, Reminder, Series};

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

/// Where a reminder stands in the list of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderPosition {
    /// When it was asked for.
    pub created_at: Instant,
    /// Its id.
    pub id: ReminderId,
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
    /// The day of issue of the credit note of that number.
    async fn find_credit_note(&mut self, number: &InvoiceNumber) -> Result<Option<Date>, StoreError>;
    /// The payment of an invoice with that id.
    async fn find_payment(
        &mut self,
        invoice: InvoiceId,
        id: PaymentId,
    ) -> Result<Option<Payment>, StoreError>;
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
    /// The reminders of an invoice, the latest first.
    async fn list_reminders(
        &mut self,
        invoice: InvoiceId,
        page: PageRequest<ReminderPosition>,
    ) -> Result<Page<Reminder, ReminderPosition>, StoreError>;
    /// Invoices that are due on that day, of which something is open and whose customer has an e-mail address, as far as no
    /// reminder of that day of the merchant's or of a later one was asked for; `most` of them.
    async fn invoices_to_remind_of(
        &mut self,
        due_on: Date,
        days_after_due: i16,
        most: u32,
    ) -> Result<Vec<InvoiceId>, StoreError>;
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
    /// Whoever else counts or holds that series in that year waits for the end of this transaction.
    async fn hold_series(&mut self, series: Series, year: i32) -> Result<(), StoreError>;
    /// Adds an invoice, with how its lines are taxed.
    async fn insert_invoice(&mut self, invoice: &Invoice, taxes: &[(u32, LineTax)])
    -> Result<(), StoreError>;
    /// Writes what may change of an invoice.
    async fn update_invoice(&mut self, invoice: &Invoice) -> Result<(), StoreError>;
    /// Adds a payment, and writes what is paid of its invoice.
    async fn insert_payment(&mut self, payment: &Payment, invoice: &Invoice) -> Result<(), StoreError>;
    /// Writes what the merchant sets, and when reminders leave next, if they do.
    async fn write_invoice_settings(
        &mut self,
        settings: &InvoiceSettings,
        reminders: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Adds a reminder. False when there is one of the same day of the merchant's.
    async fn insert_reminder(&mut self, reminder: &Reminder) -> Result<bool, StoreError>;
    /// Reminders leave next at `next`, unless something else was set after `begun_at`.
    async fn postpone_reminders(&mut self, begun_at: Instant, next: Instant) -> Result<(), StoreError>;
}
