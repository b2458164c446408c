//! Invoices as they are found and listed.

use regulars_invoices::{Invoice, InvoiceNumber, InvoicePosition, InvoiceQuery, LineTax};
use regulars_kernel::{CustomerId, Date, InvoiceId, InvoiceState, Page, PageRequest, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::invoice_row::{FoundRow, tax_of};
use super::state::{invoices_with_purchases, state_on};
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

const SELECT: ScopedSql = ScopedSql::new(concat!(
    "SELECT i.id, i.number, i.number_key, i.purchase_id, i.customer_id, i.issued_on, i.due_on, i.currency, i.total,
         i.paid_total, i.last_paid_on, i.paid_after_days, i.buyer_reference, i.buyer_tax_id, i.exemption_reason,
         i.actor, i.created_at, i.updated_at, p.refunded_total AS credited_total, p.store_id
     FROM ",
    invoices_with_purchases!()
));

pub(super) async fn find(tx: &ReadTx, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND i.id = ?", values![id.value()]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    rows.into_iter().next().map(Invoice::try_from).transpose()
}

pub(super) async fn find_by_number(
    tx: &ReadTx,
    number: &InvoiceNumber,
) -> Result<Option<InvoiceId>, StoreError> {
    #[derive(FromRow)]
    struct IdRow {
        id: Uuid,
    }
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id FROM invoices WHERE merchant_id = $1 AND number_key = $2");
    let row: Option<IdRow> = tx.optional(FIND, values![number.key()]).await?;
    Ok(row.map(|row| InvoiceId::new(row.id)))
}

pub(super) async fn taxes(tx: &ReadTx, id: InvoiceId) -> Result<Vec<(u32, LineTax)>, StoreError> {
    const TABLE: &str = "invoice_line_taxes";
    #[derive(FromRow)]
    struct TaxRow {
        line: i64,
        tax_category: String,
        tax_percent: i64,
    }
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT line, tax_category, tax_percent FROM invoice_line_taxes
         WHERE merchant_id = $1 AND invoice_id = $2 ORDER BY line",
    );
    let rows: Vec<TaxRow> = tx.all(LIST, values![id.value()]).await?;
    let read = rows.into_iter().map(|row| {
        let line = u32::try_from(row.line).map_err(|error| inconsistent(TABLE, error))?;
        Ok((line, tax_of(TABLE, &row.tax_category, row.tax_percent)?))
    });
    read.collect()
}

pub(super) async fn list(
    tx: &ReadTx,
    asked: &InvoiceQuery,
    page: PageRequest<InvoicePosition>,
) -> Result<Page<Invoice, InvoicePosition>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    push_states(&mut query, asked);
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            query.push(condition, [value]);
        }
    };
    let day = |day: Option<Date>| day.map(Value::from);
    narrow(" AND i.customer_id = ?", asked.customer.map(CustomerId::value).map(Value::from));
    narrow(" AND i.number_key = ?", asked.number.as_ref().map(|number| number.key().into()));
    narrow(" AND i.issued_on >= ?", day(asked.issued_from));
    narrow(" AND i.issued_on < ?", day(asked.issued_before));
    narrow(" AND i.due_on < ?", day(asked.due_before));
    if let Some(InvoicePosition { issued_on, id }) = page.after {
        query.push(" AND (i.issued_on, i.id) < (?, ?)", values![issued_on, id.value()]);
    }
    let most = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY i.issued_on DESC, i.id DESC LIMIT ?", values![most]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    let invoices = rows.into_iter().map(Invoice::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |invoice: &Invoice| InvoicePosition { issued_on: invoice.issued_on, id: invoice.id };
    Ok(Page::from_surplus(invoices, page.size, position))
}

/// Narrows to the states. What is said twice of those that are unpaid is what an index knows.
fn push_states(query: &mut ScopedQuery, asked: &InvoiceQuery) {
    if asked.states.is_empty() {
        return;
    }
    query.push(concat!(" AND ", state_on!("?"), " IN ("), values![asked.today]);
    for (place, state) in asked.states.iter().enumerate() {
        query.push(if place == 0 { "?" } else { ", ?" }, values![state.name()]);
    }
    query.push(")", []);
    if asked.states.iter().all(|state| state.is_unpaid()) {
        query.push(" AND i.paid_total < i.total", []);
    }
    if asked.states.iter().all(|state| *state == InvoiceState::Overdue) {
        query.push(" AND i.due_on < ?", values![asked.today]);
    }
}
