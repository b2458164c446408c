//! Reminds customers on the days that their merchant has set.

use regulars_invoices::{Invoice, next_reminders};
use regulars_kernel::{Actor, CustomerId, Date, Environment, MerchantCalendar, StoreError};

use super::reminder_mail::keep_reminder;
use super::store::RemindingStore;

/// How many customers are reminded in one transaction.
const CHUNK: u32 = 100;

/// Keeps reminders of up to a hundred invoices whose day it is, and tells whether more may be left. Once there are none, the
/// next day's are waited for.
pub async fn remind_of_due_invoices(
    store: &mut dyn RemindingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    merchant_actor: Actor,
) -> Result<bool, StoreError> {
    let begun_at = environment.now();
    let today = calendar.date_of(begun_at);
    let mut left = CHUNK;
    for (due_on, day) in store.invoice_settings().await?.reminder_days.due_days(today) {
        left -= remind(store, environment, merchant_actor, (due_on, day), left).await?;
        if left == 0 {
            return Ok(true);
        }
    }
    store.postpone_reminders(begun_at, next_reminders(calendar, begun_at)).await?;
    Ok(false)
}

/// Keeps the reminders of one day; how many.
async fn remind(
    store: &mut dyn RemindingStore,
    environment: &Environment,
    merchant_actor: Actor,
    (due_on, day): (Date, i16),
    most: u32,
) -> Result<u32, StoreError> {
    let mut kept = 0;
    for id in store.invoices_to_remind_of(due_on, day, most).await? {
        let invoice = store.find_invoice(id).await?;
        let Some((invoice, customer)) = invoice.and_then(with_customer) else { continue };
        let of = (&invoice, customer);
        if keep_reminder(store, environment, of, Some(day), merchant_actor).await?.is_some() {
            kept += 1;
        }
    }
    Ok(kept)
}

fn with_customer(invoice: Invoice) -> Option<(Invoice, CustomerId)> {
    let customer = invoice.customer?;
    Some((invoice, customer))
}
