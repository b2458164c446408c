//! An invoice as a row.

use regulars_invoices::{BuyerFacts, Invoice, LineTax, TaxCategory, TaxPercent};
use regulars_kernel::{
    Currency, CustomerId, Date, Instant, InvoiceAmounts, InvoiceId, Label, Personal, PurchaseId, StoreError,
    StoreId, days_to_pay,
};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

pub(super) const TABLE: &str = "invoices";

/// The columns of the table.
#[derive(FromRow, RowColumns)]
pub(super) struct InvoiceRow {
    id: Uuid,
    number: String,
    number_key: String,
    purchase_id: Uuid,
    customer_id: Option<Uuid>,
    issued_on: Date,
    due_on: Date,
    currency: String,
    total: i64,
    paid_total: i64,
    last_paid_on: Option<Date>,
    paid_after_days: Option<i64>,
    buyer_reference: Option<String>,
    buyer_tax_id: Option<String>,
    exemption_reason: Option<String>,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

/// An invoice with what its purchase tells.
#[derive(FromRow)]
pub(super) struct FoundRow {
    #[nested]
    invoice: InvoiceRow,
    credited_total: i64,
    store_id: Option<Uuid>,
}

pub(super) fn label(text: Option<String>) -> Result<Option<Label>, StoreError> {
    text.map(|text| text.parse().map_err(|error| inconsistent(TABLE, error))).transpose()
}

fn personal(text: Option<String>) -> Result<Option<Personal<Label>>, StoreError> {
    label(text).map(|label| label.map(Personal::new))
}

impl TryFrom<FoundRow> for Invoice {
    type Error = StoreError;

    fn try_from(row: FoundRow) -> Result<Self, StoreError> {
        let FoundRow { invoice: row, credited_total, store_id } = row;
        Ok(Self {
            id: InvoiceId::new(row.id),
            number: row.number.parse().map_err(|error| inconsistent(TABLE, error))?,
            purchase: PurchaseId::new(row.purchase_id),
            customer: row.customer_id.map(CustomerId::new),
            store: store_id.map(StoreId::new),
            issued_on: row.issued_on,
            due_on: row.due_on,
            currency: Currency::from_stored(&row.currency).map_err(|error| inconsistent(TABLE, error))?,
            amounts: InvoiceAmounts { total: row.total, credited: credited_total, paid: row.paid_total },
            last_paid_on: row.last_paid_on,
            buyer: BuyerFacts {
                reference: personal(row.buyer_reference)?,
                tax_id: personal(row.buyer_tax_id)?,
            },
            exemption_reason: label(row.exemption_reason)?,
            recorded_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&Invoice> for InvoiceRow {
    fn from(invoice: &Invoice) -> Self {
        let Invoice { id, number, purchase, customer, issued_on, due_on, currency, .. } = invoice;
        let Invoice { amounts, last_paid_on, buyer, exemption_reason, .. } = invoice;
        let Invoice { recorded_by, created_at, updated_at, .. } = invoice;
        let text =
            |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
        Self {
            id: id.value(),
            number: number.as_str().to_owned(),
            number_key: number.key().to_owned(),
            purchase_id: purchase.value(),
            customer_id: customer.map(CustomerId::value),
            issued_on: *issued_on,
            due_on: *due_on,
            currency: currency.code().to_owned(),
            total: amounts.total,
            paid_total: amounts.paid,
            last_paid_on: *last_paid_on,
            paid_after_days: last_paid_on.map(|day| days_to_pay(*issued_on, day)),
            buyer_reference: text(&buyer.reference),
            buyer_tax_id: text(&buyer.tax_id),
            exemption_reason: exemption_reason.as_ref().map(|reason| reason.as_str().to_owned()),
            actor: actor_text(*recorded_by),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

/// Reads how something is taxed.
pub(super) fn tax_of(table: &'static str, category: &str, hundredths: i64) -> Result<LineTax, StoreError> {
    let category: TaxCategory = category.parse().map_err(|error| inconsistent(table, error))?;
    let percent = TaxPercent::from_hundredths(hundredths).map_err(|error| inconsistent(table, error))?;
    LineTax::new(category, percent).map_err(|error| inconsistent(table, error))
}
