//! Reminds a customer of an invoice because somebody asks for it.

use regulars_consent::{Blocked, CannotContact, MessageKind, ServiceMessage, can_contact};
use regulars_invoices::Reminder;
use regulars_kernel::{
    Actor, Channel, Environment, InvoiceId, InvoiceState, MerchantCalendar, PageRequest, PageSize, StoreError,
};

use super::reminder_mail::keep_reminder;
use super::store::RemindingStore;
use crate::newsletters::{CannotLeave, SendingTerms};

/// Why nobody is reminded.
#[derive(Debug, thiserror::Error)]
pub enum RemindOfInvoiceError {
    /// The merchant has no such invoice.
    #[error("there is no such invoice")]
    UnknownInvoice,
    /// Nothing is open.
    #[error("the invoice is {0}: nothing of it is open")]
    NothingOpen(InvoiceState),
    /// The customer was erased.
    #[error("the customer was erased")]
    BuyerErased,
    /// A reminder was asked for on that day of the merchant's calendar.
    #[error("a reminder of the invoice was sent today")]
    RemindedToday,
    /// The message may not leave.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CannotContact> for RemindOfInvoiceError {
    fn from(error: CannotContact) -> Self {
        match error {
            CannotContact::UnknownCustomer => Self::BuyerErased,
            CannotContact::Blocked(reason) => Self::Blocked(reason),
            CannotContact::Store(error) => Self::Store(error),
        }
    }
}

/// Keeps the reminder and the mail that it becomes. An invoice is reminded of at most once on a day of the merchant's calendar,
/// whoever asks.
pub async fn remind_of_invoice(
    store: &mut dyn RemindingStore,
    environment: &Environment,
    (terms, calendar): (SendingTerms, &MerchantCalendar),
    actor: Actor,
    id: InvoiceId,
) -> Result<Reminder, RemindOfInvoiceError> {
    let invoice = store.hold_invoice(id).await?.ok_or(RemindOfInvoiceError::UnknownInvoice)?;
    let now = environment.now();
    let today = calendar.date_of(now);
    let state = invoice.state_on(today);
    if !state.is_unpaid() {
        return Err(RemindOfInvoiceError::NothingOpen(state));
    }
    let customer = invoice.customer.ok_or(RemindOfInvoiceError::BuyerErased)?;
    terms.check(&store.own_merchant().await?)?;
    let kind = MessageKind::Service(ServiceMessage::InvoiceReminder);
    can_contact(store, customer, kind, Channel::Email, now).await?;
    let latest = store.list_reminders(id, PageRequest { size: PageSize::ONE, after: None }).await?;
    if latest.items.first().is_some_and(|latest| calendar.date_of(latest.created_at) == today) {
        return Err(RemindOfInvoiceError::RemindedToday);
    }
    let kept = keep_reminder(store, environment, (&invoice, customer), None, actor).await?;
    kept.ok_or(RemindOfInvoiceError::RemindedToday)
}
