//! When an invoice earns points.

use regulars_invoices::{Invoice, InvoiceReads, LineTax};
use regulars_kernel::{Environment, Instant, InvoiceId, Label, PageRequest, PageSize, StoreError};
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
    let (at, purchase) = (counted_at, invoice.purchase);
    let earning = EarningInvoice { purchase, customer, trigger, at, taxes, payments: &[] };
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
    let payments = &payments_of(store, invoice.id).await?;
    let purchase = invoice.purchase;
    let earning = EarningInvoice { purchase, customer, trigger, at, taxes, payments };
    earn_of_invoice(store, environment, till, &earning).await
}

fn percents_of(taxes: &[(u32, LineTax)]) -> Vec<(u32, i64)> {
    taxes.iter().map(|(line, tax)| (*line, tax.percent().hundredths())).collect()
}

/// What was paid of an invoice, by which method. Mostly it is one page.
async fn payments_of(
    store: &mut dyn InvoiceReads,
    invoice: InvoiceId,
) -> Result<Vec<(i64, Option<Label>)>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.list_payments(invoice, PageRequest { size: PageSize::LARGEST, after }).await?;
        found.extend(page.items.into_iter().map(|payment| (payment.amount, payment.method)));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}
