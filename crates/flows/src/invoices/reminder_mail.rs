//! The job that a reminder becomes.

use regulars_invoices::{Invoice, Reminder};
use regulars_kernel::{Actor, CustomerId, Environment, InvoiceId, ReminderId, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::RemindingStore;
use crate::service_mails::job::service_mail_job;

/// A reminder, as the payload of the service mail that it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderMail {
    invoice: Uuid,
    customer: Uuid,
}

impl ReminderMail {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "invoice_reminder";

    /// The invoice that is reminded of.
    pub const fn invoice(self) -> InvoiceId {
        InvoiceId::new(self.invoice)
    }

    /// Who is reminded.
    pub const fn customer(self) -> CustomerId {
        CustomerId::new(self.customer)
    }
}

/// Keeps a reminder of an invoice of that customer, and the mail that it becomes to be written and sent. None when one of the
/// same day of the merchant's is kept already.
pub(super) async fn keep_reminder(
    store: &mut dyn RemindingStore,
    environment: &Environment,
    (invoice, customer): (&Invoice, CustomerId),
    days_after_due: Option<i16>,
    recorded_by: Actor,
) -> Result<Option<Reminder>, StoreError> {
    let ids = ReminderMail { invoice: invoice.id.value(), customer: customer.value() };
    let job = service_mail_job(environment, ReminderMail::TEMPLATE, &ids)?;
    let reminder = Reminder {
        id: ReminderId::new(environment.new_id()),
        invoice: invoice.id,
        due_on: invoice.due_on,
        days_after_due,
        job: job.id,
        recorded_by,
        created_at: environment.now(),
    };
    if !store.insert_reminder(&reminder).await? {
        return Ok(None);
    }
    store.enqueue(&job).await?;
    Ok(Some(reminder))
}
