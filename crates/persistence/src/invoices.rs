//! Invoices: the store trait, spread over one file per matter.

pub(crate) mod erase;
mod invoice_row;
mod list;
mod payments;
mod reminders;
mod series;
mod settings;
pub(crate) mod standing;
pub(crate) mod state;
mod write;

use async_trait::async_trait;
use regulars_invoices::{
    BookingKey, Invoice, InvoiceNumber, InvoicePosition, InvoiceQuery, InvoiceReads, InvoiceSettings,
    InvoiceStore, LineTax, Payment, PaymentPosition, PaymentQuery, Reminder, ReminderPosition, Series,
    ToldPayment,
};
use regulars_kernel::{
    CreditStanding, CustomerId, Date, Instant, InvoiceId, Page, PageRequest, PaymentId, StoreError,
};

use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl InvoiceReads for ReadTx {
    async fn invoice_settings(&mut self) -> Result<InvoiceSettings, StoreError> {
        settings::read(self).await
    }

    async fn find_invoice(&mut self, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
        list::find(self, id).await
    }

    async fn find_invoice_by_number(
        &mut self,
        number: &InvoiceNumber,
    ) -> Result<Option<InvoiceId>, StoreError> {
        list::find_by_number(self, number).await
    }

    async fn find_credit_note(&mut self, number: &InvoiceNumber) -> Result<Option<Date>, StoreError> {
        series::credit_note(self, number).await
    }

    async fn find_payment(
        &mut self,
        invoice: InvoiceId,
        id: PaymentId,
    ) -> Result<Option<Payment>, StoreError> {
        payments::find(self, invoice, id).await
    }

    async fn taxes_of_invoice(&mut self, id: InvoiceId) -> Result<Vec<(u32, LineTax)>, StoreError> {
        list::taxes(self, id).await
    }

    async fn list_invoices(
        &mut self,
        query: &InvoiceQuery,
        page: PageRequest<InvoicePosition>,
    ) -> Result<Page<Invoice, InvoicePosition>, StoreError> {
        list::list(self, query, page).await
    }

    async fn list_payments(
        &mut self,
        invoice: InvoiceId,
        page: PageRequest<PaymentPosition>,
    ) -> Result<Page<Payment, PaymentPosition>, StoreError> {
        payments::list(self, invoice, page).await
    }

    async fn list_all_payments(
        &mut self,
        query: PaymentQuery,
        page: PageRequest<PaymentPosition>,
    ) -> Result<Page<ToldPayment, PaymentPosition>, StoreError> {
        payments::list_all(self, query, page).await
    }

    async fn find_payment_by_key(
        &mut self,
        invoice: InvoiceId,
        key: BookingKey,
    ) -> Result<Option<Payment>, StoreError> {
        payments::find_by_key(self, invoice, key).await
    }

    async fn list_reminders(
        &mut self,
        invoice: InvoiceId,
        page: PageRequest<ReminderPosition>,
    ) -> Result<Page<Reminder, ReminderPosition>, StoreError> {
        reminders::list(self, invoice, page).await
    }

    async fn invoices_to_remind_of(
        &mut self,
        due_on: Date,
        days_after_due: i16,
        most: u32,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        reminders::to_remind_of(self, due_on, days_after_due, most).await
    }

    async fn credit_standing(
        &mut self,
        customer: CustomerId,
        today: Date,
    ) -> Result<CreditStanding, StoreError> {
        standing::read(self, customer, today).await
    }
}

#[async_trait]
impl InvoiceStore for WriteTx {
    async fn hold_invoice(&mut self, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
        write::hold(self, id).await
    }

    async fn next_in_series(&mut self, series: Series, year: i32) -> Result<i64, StoreError> {
        series::next(self, series, year).await
    }

    async fn hold_series(&mut self, series: Series, year: i32) -> Result<(), StoreError> {
        series::hold(self, series, year).await
    }

    async fn insert_invoice(
        &mut self,
        invoice: &Invoice,
        taxes: &[(u32, LineTax)],
    ) -> Result<(), StoreError> {
        write::insert(self, invoice, taxes).await
    }

    async fn update_invoice(&mut self, invoice: &Invoice) -> Result<(), StoreError> {
        write::update(self, invoice).await
    }

    async fn insert_payment(&mut self, payment: &Payment, invoice: &Invoice) -> Result<(), StoreError> {
        payments::insert(self, payment, invoice).await
    }

    async fn write_invoice_settings(
        &mut self,
        settings: &InvoiceSettings,
        reminders: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        settings::write(self, settings, reminders, now).await
    }

    async fn insert_reminder(&mut self, reminder: &Reminder) -> Result<bool, StoreError> {
        reminders::insert(self, reminder).await
    }

    async fn postpone_reminders(&mut self, begun_at: Instant, next: Instant) -> Result<(), StoreError> {
        reminders::postpone(self, begun_at, next).await
    }
}
