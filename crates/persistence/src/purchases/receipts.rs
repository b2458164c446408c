//! Purchases as they are: found, listed, held.

use regulars_kernel::{CustomerId, Date, Instant, Page, PageRequest, PurchaseId, StoreError, StoreId};
use regulars_purchases::{
    Purchase, PurchaseFilter, PurchaseName, PurchasePosition, ReceiptKey, ReceiptWarning, ReturnableBy,
};
use sea_orm::{DbBackend, Value};
use uuid::Uuid;

use super::purchase_row::{PurchaseRow, SELECT};
use super::warning_row::encode_warnings;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

/// Adds the condition that a purchase goes by `name`.
fn push_name(query: &mut ScopedQuery, name: &PurchaseName) {
    match name {
        PurchaseName::Id(id) => query.push(" AND purchase.id = ?", values![id.value()]),
        PurchaseName::Receipt(ReceiptKey { source, business_date, number }) => query.push(
            " AND purchase.source = ? AND purchase.business_date = ? AND purchase.receipt_number = ?",
            values![source.as_str(), *business_date, number.as_str()],
        ),
    };
}

pub(super) async fn find(tx: &ReadTx, name: &PurchaseName) -> Result<Option<Purchase>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), Vec::new());
    push_name(&mut query, name);
    let rows: Vec<PurchaseRow> = tx.query(query).await?;
    rows.into_iter().next().map(Purchase::try_from).transpose()
}

pub(super) async fn keep_warnings(
    tx: &WriteTx,
    purchase: PurchaseId,
    warnings: &[ReceiptWarning],
) -> Result<(), StoreError> {
    const KEEP: ScopedSql = ScopedSql::by_dialect(
        "UPDATE purchases SET warnings = $3 WHERE merchant_id = $1 AND id = $2",
        "UPDATE purchases SET warnings = $3::jsonb WHERE merchant_id = $1 AND id = $2",
    );
    tx.execute(KEEP, values![purchase.value(), encode_warnings(warnings)?]).await.map(drop)
}

pub(super) async fn keep_returnable(
    tx: &WriteTx,
    purchase: PurchaseId,
    until: Option<Instant>,
    by: Option<&ReturnableBy>,
) -> Result<(), StoreError> {
    const KEEP: ScopedSql = ScopedSql::new(
        "UPDATE purchases SET returnable_until = $3, returnable_programme_id = $4, returnable_tier = $5
         WHERE merchant_id = $1 AND id = $2",
    );
    let programme = by.map(|by| by.programme.value());
    let tier = by.and_then(|by| by.tier.as_ref()).map(|tier| tier.as_str().to_owned());
    tx.execute(KEEP, values![purchase.value(), until, programme, tier]).await.map(drop)
}

pub(super) async fn list(
    tx: &ReadTx,
    filter: &PurchaseFilter,
    page: PageRequest<PurchasePosition>,
) -> Result<Page<Purchase, PurchasePosition>, StoreError> {
    let PurchaseFilter { customer, store, receipt_number, from, until } = filter;
    let mut query = ScopedQuery::new(SELECT, tx.backend(), Vec::new());
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            query.push(condition, [value]);
        }
    };
    narrow(" AND purchase.customer_id = ?", customer.map(CustomerId::value).map(Value::from));
    narrow(" AND purchase.store_id = ?", store.map(StoreId::value).map(Value::from));
    narrow(" AND purchase.receipt_number = ?", receipt_number.as_ref().map(|number| number.as_str().into()));
    narrow(" AND purchase.counted_at >= ?", from.map(Value::from));
    narrow(" AND purchase.counted_at < ?", until.map(Value::from));
    if let Some(PurchasePosition { counted_at, id }) = page.after {
        query.push(" AND (purchase.counted_at, purchase.id) < (?, ?)", values![counted_at, id.value()]);
    }
    let size = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY purchase.counted_at DESC, purchase.id DESC LIMIT ?", values![size]);
    let rows: Vec<PurchaseRow> = tx.query(query).await?;
    let purchases = rows.into_iter().map(Purchase::try_from).collect::<Result<Vec<_>, _>>()?;
    let position =
        |purchase: &Purchase| PurchasePosition { counted_at: purchase.counted_at(), id: purchase.id };
    Ok(Page::from_surplus(purchases, page.size, position))
}

#[derive(FromRow)]
struct HeldRow {
    #[expect(dead_code, reason = "a row is asked for only to be held")]
    id: Uuid,
}

/// The row is held by one statement and read by the next one, because a statement that had to wait still reads the
/// lines as they stood before it waited.
pub(super) async fn hold(tx: &ReadTx, name: &PurchaseName) -> Result<Option<Purchase>, StoreError> {
    const HEAD: ScopedSql =
        ScopedSql::new("SELECT purchase.id FROM purchases AS purchase WHERE purchase.merchant_id = $1");
    if tx.backend() == DbBackend::Postgres {
        let mut query = ScopedQuery::new(HEAD, tx.backend(), Vec::new());
        push_name(&mut query, name);
        query.push(" FOR NO KEY UPDATE OF purchase", []);
        let held: Vec<HeldRow> = tx.query(query).await?;
        if held.is_empty() {
            return Ok(None);
        }
    }
    find(tx, name).await
}

/// On PostgreSQL a purchase of the same name is put in and taken out again: a unique index makes that wait for every
/// transaction that has put in the real one and not ended yet. SQLite has one writer, and nothing to wait for.
pub(super) async fn await_receipt(tx: &WriteTx, name: &PurchaseName) -> Result<(), StoreError> {
    const PROBE: ScopedSql = ScopedSql::new(
        "INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint, occurred_at,
             recorded_at, clock_skewed, currency, total, refunded_total, fully_refunded, tenders, coupons)
         VALUES ($1, $2, $3, $4, $5, '', 'epoch', 'epoch', false, '', 0, 0, true, '[]', '[]')
         ON CONFLICT DO NOTHING",
    );
    if tx.backend() != DbBackend::Postgres {
        return Ok(());
    }
    let probe = match name {
        PurchaseName::Id(id) => values![id.value(), "", Date::default(), id.to_string()],
        PurchaseName::Receipt(ReceiptKey { source, business_date, number }) => {
            values![Uuid::nil(), source.as_str(), *business_date, number.as_str()]
        }
    };
    tx.savepoint().await?;
    tx.execute(PROBE, probe).await?;
    tx.end_savepoint(false).await
}
