//! Holds and writes invoices.

use regulars_invoices::{Invoice, LineTax};
use regulars_kernel::{InvoiceId, StoreError};
use uuid::Uuid;

use super::invoice_row::InvoiceRow;
use super::list::find;
use crate::wall::{FromRow, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, update, values};

/// The customer first, as everywhere else. The row is held by one statement and read by the next one, because a statement that
/// had to wait still reads as it stood before it waited.
pub(super) async fn hold(tx: &mut WriteTx, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    #[derive(FromRow)]
    struct OwnerRow {
        customer_id: Option<Uuid>,
    }
    #[derive(FromRow)]
    struct HeldRow {
        #[expect(dead_code, reason = "a row is asked for only to be held")]
        id: Uuid,
    }
    const OWNER: ScopedSql =
        ScopedSql::new("SELECT customer_id FROM invoices WHERE merchant_id = $1 AND id = $2");
    const HOLD_CUSTOMER: ScopedSql =
        ScopedSql::locking_in_writes("SELECT id FROM customers WHERE merchant_id = $1 AND id = $2");
    const HOLD: ScopedSql =
        ScopedSql::locking_in_writes("SELECT id FROM invoices WHERE merchant_id = $1 AND id = $2");
    let owner: Option<OwnerRow> = tx.optional(OWNER, values![id.value()]).await?;
    let Some(OwnerRow { customer_id }) = owner else { return Ok(None) };
    if let Some(customer) = customer_id {
        let _held: Option<HeldRow> = tx.optional(HOLD_CUSTOMER, values![customer]).await?;
    }
    let held: Option<HeldRow> = tx.optional(HOLD, values![id.value()]).await?;
    if held.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

pub(super) async fn insert(
    tx: &mut WriteTx,
    invoice: &Invoice,
    taxes: &[(u32, LineTax)],
) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("invoices", InvoiceRow);
    const INSERT_TAXES: ScopedSql = ScopedSql::new(
        "INSERT INTO invoice_line_taxes (merchant_id, invoice_id, line, tax_category, tax_percent) VALUES ($1",
    );
    tx.execute(INSERT, InvoiceRow::from(invoice).into_values()).await?;
    if taxes.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(INSERT_TAXES, tx.backend(), values![]);
    for (place, (line, tax)) in taxes.iter().enumerate() {
        query.push(
            if place == 0 { ", ?, ?, ?, ?)" } else { ", ($1, ?, ?, ?, ?)" },
            values![invoice.id.value(), i64::from(*line), tax.category().name(), tax.percent().hundredths()],
        );
    }
    tx.run_query(query).await.map(drop)
}

pub(super) async fn update(tx: &mut WriteTx, invoice: &Invoice) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update!("invoices", InvoiceRow);
    tx.execute(UPDATE, InvoiceRow::from(invoice).into_values()).await.map(drop)
}
