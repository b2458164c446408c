//! Merges as rows.

use regulars_customers::Merge;
use regulars_kernel::{CustomerId, Instant, MergeId, Page, PageRequest, StoreError};
use serde_json::Value;
use uuid::Uuid;

use super::details;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct MergeRow {
    id: Uuid,
    survivor_id: Uuid,
    details: Value,
    created_at: Instant,
    undone_at: Option<Instant>,
}

impl MergeRow {
    fn convert(self) -> Result<Merge, StoreError> {
        let details::Read { merged, sources, moved, consents } = details::read(self.details)?;
        Ok(Merge {
            id: MergeId::new(self.id),
            survivor: CustomerId::new(self.survivor_id),
            merged,
            sources,
            moved,
            consents,
            merged_at: self.created_at,
            undone_at: self.undone_at,
        })
    }
}

pub(super) async fn find(tx: &ReadTx, id: MergeId) -> Result<Option<Merge>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id, survivor_id, details, created_at, undone_at FROM customer_merges
         WHERE merchant_id = $1 AND id = $2",
    );
    tx.optional::<MergeRow>(FIND, values![id.value()]).await?.map(MergeRow::convert).transpose()
}

pub(super) async fn find_for_change(tx: &ReadTx, id: MergeId) -> Result<Option<Merge>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT id, survivor_id, details, created_at, undone_at FROM customer_merges
         WHERE merchant_id = $1 AND id = $2",
    );
    tx.optional::<MergeRow>(FIND, values![id.value()]).await?.map(MergeRow::convert).transpose()
}

/// The merge that took a customer away.
pub(super) async fn of(tx: &ReadTx, merged: CustomerId) -> Result<Option<Merge>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT m.id, m.survivor_id, m.details, m.created_at, m.undone_at
         FROM merged_customers AS gone
         JOIN customer_merges AS m ON m.merchant_id = $1 AND m.id = gone.merge_id
         WHERE gone.merchant_id = $1 AND gone.id = $2",
    );
    tx.optional::<MergeRow>(FIND, values![merged.value()]).await?.map(MergeRow::convert).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<MergeId>,
) -> Result<Page<Merge, MergeId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, survivor_id, details, created_at, undone_at FROM customer_merges WHERE merchant_id = $1",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), Vec::new());
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<MergeRow> = tx.query(query).await?;
    let merges = rows.into_iter().map(MergeRow::convert).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(merges, page.size, |merge| merge.id))
}

/// The survivor is held, so that no two merges of it have the same number.
pub(super) async fn insert(tx: &WriteTx, merge: &Merge) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_merges (merchant_id, id, survivor_id, number, details, created_at)
         SELECT $1, $2, $3, (SELECT coalesce(max(before.number), 0) + 1 FROM customer_merges AS before
             WHERE before.merchant_id = $1 AND before.survivor_id = $3), $4, $5",
    );
    let row = values![merge.id.value(), merge.survivor.value(), details::written(merge)?, merge.merged_at,];
    tx.execute(INSERT, row).await.map(drop)
}

pub(super) async fn update(tx: &WriteTx, merge: &Merge) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE customer_merges SET details = $3, undone_at = $4 WHERE merchant_id = $1 AND id = $2",
    );
    let row = values![merge.id.value(), details::written(merge)?, merge.undone_at];
    tx.execute(UPDATE, row).await.map(drop)
}

#[derive(FromRow)]
struct CountRow {
    count: i64,
}

/// Whether the survivor took in somebody else behind this merge, and that stands.
pub(super) async fn has_later(tx: &ReadTx, merge: &Merge) -> Result<bool, StoreError> {
    const COUNT: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS count FROM customer_merges AS later
         WHERE later.merchant_id = $1 AND later.survivor_id = $2 AND later.undone_at IS NULL
             AND later.number > (SELECT this.number FROM customer_merges AS this
                 WHERE this.merchant_id = $1 AND this.id = $3)",
    );
    let CountRow { count } = tx.one(COUNT, values![merge.survivor.value(), merge.id.value()]).await?;
    Ok(count > 0)
}
