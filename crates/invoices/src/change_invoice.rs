//! Changes what may change of an invoice: the day by which it is due, and what it says about its buyer.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Date, Environment, Label, Personal, StoreError};

use crate::check_dates::check_due;
use crate::store::InvoiceStore;
use crate::{BuyerFacts, DateFault, Invoice};

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoicePatch {
    /// The day by which it is to be paid.
    pub due_on: Option<Date>,
    /// What the buyer wants to find on it.
    pub buyer_reference: Change<Personal<Label>>,
    /// The number under which the buyer pays taxes.
    pub buyer_tax_id: Change<Personal<Label>>,
}

/// Why an invoice was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeInvoiceError {
    /// The day by which it is due does not fit.
    #[error(transparent)]
    DueOn(DateFault),
    /// The buyer was erased.
    #[error("the customer was erased, and nothing is written about the buyer any more")]
    BuyerErased,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes an invoice that is held.
pub async fn change_invoice(
    store: &mut dyn InvoiceStore,
    environment: &Environment,
    before: Invoice,
    patch: InvoicePatch,
) -> Result<Invoice, ChangeInvoiceError> {
    let InvoicePatch { due_on, buyer_reference, buyer_tax_id } = patch;
    let due_on = match due_on {
        Some(day) => check_due(day, before.issued_on).map_err(ChangeInvoiceError::DueOn)?,
        None => before.due_on,
    };
    let buyer = BuyerFacts {
        reference: buyer_reference.apply(before.buyer.reference.clone()),
        tax_id: buyer_tax_id.apply(before.buyer.tax_id.clone()),
    };
    if before.customer.is_none() && buyer != BuyerFacts::default() {
        return Err(ChangeInvoiceError::BuyerErased);
    }
    let mut after = Invoice { due_on, buyer, ..before.clone() };
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_invoice(&after).await?;
    let note = match after.customer {
        Some(customer) => note.about(customer),
        None => note,
    };
    store.note(environment, note).await?;
    Ok(after)
}
