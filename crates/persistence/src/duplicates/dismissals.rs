//! Which customers were said to be two persons: a row for each pair.

use std::collections::BTreeMap;

use regulars_customers::Dismissal;
use regulars_kernel::{CustomerId, DismissalId, Instant, MergeId, Page, PageRequest, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct DismissalRow {
    dismissal_id: Uuid,
    one_id: Uuid,
    other_id: Uuid,
    created_at: Instant,
}

pub(super) async fn insert(tx: &WriteTx, dismissal: &Dismissal) -> Result<(), StoreError> {
    const HEAD: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_dismissals (merchant_id, one_id, other_id, dismissal_id, created_at) VALUES ($1",
    );
    let mut query = ScopedQuery::new(HEAD, tx.backend(), Vec::new());
    let mut is_first = true;
    for (place, one) in dismissal.customers.iter().enumerate() {
        for other in &dismissal.customers[place + 1..] {
            let (less, more) = (one.min(other).value(), one.max(other).value());
            query.push(if is_first { "" } else { ", ($1" }, []);
            is_first = false;
            let row = values![less, more, dismissal.id.value(), dismissal.dismissed_at];
            query.push(", ?, ?, ?, ?)", row);
        }
    }
    query.push(
        " ON CONFLICT (merchant_id, one_id, other_id) DO UPDATE
          SET dismissal_id = excluded.dismissal_id, created_at = excluded.created_at, merge_id = NULL",
        [],
    );
    tx.run_query(query).await.map(drop)
}

pub(super) async fn delete(tx: &WriteTx, id: DismissalId) -> Result<bool, StoreError> {
    const DELETE: ScopedSql =
        ScopedSql::new("DELETE FROM customer_dismissals WHERE merchant_id = $1 AND dismissal_id = $2");
    Ok(tx.execute(DELETE, values![id.value()]).await? > 0)
}

pub(super) async fn find(tx: &ReadTx, id: DismissalId) -> Result<Option<Dismissal>, StoreError> {
    Ok(of(tx, &[id]).await?.pop())
}

#[derive(FromRow)]
struct IdRow {
    dismissal_id: Uuid,
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<DismissalId>,
) -> Result<Page<Dismissal, DismissalId>, StoreError> {
    const IDS: ScopedSql = ScopedSql::new(
        "SELECT DISTINCT dismissal_id FROM customer_dismissals WHERE merchant_id = $1 AND merge_id IS NULL",
    );
    let mut query = ScopedQuery::new(IDS, tx.backend(), Vec::new());
    if let Some(after) = page.after {
        query.push(" AND dismissal_id < ?", values![after.value()]);
    }
    query.push(" ORDER BY dismissal_id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let ids: Vec<IdRow> = tx.query(query).await?;
    let ids: Vec<DismissalId> = ids.into_iter().map(|row| DismissalId::new(row.dismissal_id)).collect();
    let Page { items, next } = Page::from_surplus(ids, page.size, |id| *id);
    Ok(Page { items: of(tx, &items).await?, next })
}

/// These dismissals, the newest first.
async fn of(tx: &ReadTx, ids: &[DismissalId]) -> Result<Vec<Dismissal>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT dismissal_id, one_id, other_id, created_at FROM customer_dismissals
         WHERE merchant_id = $1 AND merge_id IS NULL AND dismissal_id IN (",
    );
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, [Value::from(id.value())]);
    }
    query.push(")", []);
    let rows: Vec<DismissalRow> = tx.query(query).await?;
    let mut found: BTreeMap<DismissalId, Dismissal> = BTreeMap::new();
    for row in rows {
        let id = DismissalId::new(row.dismissal_id);
        let dismissal = found.entry(id).or_insert_with(|| Dismissal {
            id,
            customers: Vec::new(),
            dismissed_at: row.created_at,
        });
        dismissal.customers.extend([CustomerId::new(row.one_id), CustomerId::new(row.other_id)]);
    }
    Ok(found
        .into_values()
        .rev()
        .map(|mut dismissal| {
            dismissal.customers.sort();
            dismissal.customers.dedup();
            dismissal
        })
        .collect())
}

/// Who is not the merged customer is not the survivor either.
pub(crate) async fn follow_survivor(
    tx: &WriteTx,
    merge: MergeId,
    merged: CustomerId,
    survivor: CustomerId,
) -> Result<(), StoreError> {
    macro_rules! follow {
        ($least:literal, $greatest:literal) => {
            concat!(
                "INSERT INTO customer_dismissals (merchant_id, one_id, other_id, dismissal_id, merge_id, created_at)
                 SELECT $1, ",
                $least,
                "(d.other, $3), ",
                $greatest,
                "(d.other, $3), d.dismissal_id, $4, d.created_at
                 FROM (SELECT one.other_id AS other, one.dismissal_id, one.created_at FROM customer_dismissals AS one
                       WHERE one.merchant_id = $1 AND one.one_id = $2
                       UNION ALL
                       SELECT two.one_id AS other, two.dismissal_id, two.created_at FROM customer_dismissals AS two
                       WHERE two.merchant_id = $1 AND two.other_id = $2) AS d
                 WHERE d.other <> $3
                 ON CONFLICT (merchant_id, one_id, other_id) DO NOTHING"
            )
        };
    }
    const FOLLOW: ScopedSql = ScopedSql::by_dialect(follow!("min", "max"), follow!("least", "greatest"));
    tx.execute(FOLLOW, values![merged.value(), survivor.value(), merge.value()]).await.map(drop)
}
