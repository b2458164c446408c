//! When an invoice earns points.

use regulars_invoices::{Invoice, LineTax};
use regulars_kernel::{Environment, Instant, StoreError};
use regulars_loyalty::EarningTrigger;
use regulars_purchases::Till;

use super::store::InvoicingStore;
use crate::sales::earn_of_invoice::{EarningInvoice, earn_of_invoice};

/// Credits what an invoice earns that was just recorded, as of the day to which it counts. A merchant without a programme pays
/// nothing for it.
pub(super) async fn earn_as_issued(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    (invoice, counted_at): (&Invoice, Instant),
    taxes: &[(u32, LineTax)],
) -> Result<(), StoreError> {
    let Some(customer) = invoice.customer.filter(|_| till.programmes) else { return Ok(()) };
    let trigger = EarningTrigger::Invoice;
    let taxes = &percents_of(taxes);
    let earning = EarningInvoice { purchase: invoice.purchase, customer, trigger, at: counted_at, taxes };
    earn_of_invoice(store, environment, till, &earning).await
}

/// Credits what an invoice earns of which something was open until just now, where nothing is any more and something was paid.
pub(super) async fn earn_as_paid(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    invoice: &Invoice,
) -> Result<(), StoreError> {
    let is_paid = invoice.amounts.open() == 0 && invoice.amounts.paid > 0;
    let Some(customer) = invoice.customer.filter(|_| till.programmes && is_paid) else { return Ok(()) };
    let taxes = &percents_of(&store.taxes_of_invoice(invoice.id).await?);
    let (trigger, at) = (EarningTrigger::InvoicePaid, environment.now());
    let earning = EarningInvoice { purchase: invoice.purchase, customer, trigger, at, taxes };
    earn_of_invoice(store, environment, till, &earning).await
}

fn percents_of(taxes: &[(u32, LineTax)]) -> Vec<(u32, i64)> {
    taxes.iter().map(|(line, tax)| (*line, tax.percent().hundredths())).collect()
}
