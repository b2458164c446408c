//! An invoice with its lines.

use regulars_invoices::{Invoice, InvoiceReads, LineTax};
use regulars_kernel::StoreError;
use regulars_purchases::{Purchase, PurchaseName, PurchaseReads};

/// An invoice with the purchase that it is, and how its lines are taxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceWithLines {
    /// The invoice.
    pub invoice: Invoice,
    /// The purchase.
    pub purchase: Purchase,
    /// How lines are taxed, by their numbers. Of a line that is not there nothing was said.
    pub taxes: Vec<(u32, LineTax)>,
}

impl InvoiceWithLines {
    /// How the line of that number is taxed.
    pub fn tax_of(&self, line: u32) -> Option<LineTax> {
        self.taxes.iter().find(|(number, _)| *number == line).map(|(_, tax)| *tax)
    }
}

/// What an invoice with its lines is read from.
pub trait InvoiceLineReads: InvoiceReads + PurchaseReads {}

impl<Store: InvoiceReads + PurchaseReads> InvoiceLineReads for Store {}

/// The invoice with its lines.
pub async fn read_invoice(
    store: &mut dyn InvoiceLineReads,
    invoice: Invoice,
) -> Result<InvoiceWithLines, StoreError> {
    let found = PurchaseReads::find(store, &PurchaseName::Id(invoice.purchase)).await?;
    let purchase = found.ok_or_else(|| StoreError::inconsistent("invoices", "its purchase is gone"))?;
    let taxes = store.taxes_of_invoice(invoice.id).await?;
    Ok(InvoiceWithLines { invoice, purchase, taxes })
}
