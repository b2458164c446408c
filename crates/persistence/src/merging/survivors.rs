//! Whom the id of a merged customer means.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, MergeId, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct SurvivorRow {
    id: Uuid,
    survivor_id: Uuid,
}

pub(crate) async fn of(
    tx: &ReadTx,
    ids: &[CustomerId],
) -> Result<BTreeMap<CustomerId, CustomerId>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id, survivor_id FROM merged_customers WHERE merchant_id = $1 AND id IN (");
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, [Value::from(id.value())]);
    }
    query.push(")", []);
    let rows: Vec<SurvivorRow> = tx.query(query).await?;
    Ok(rows.into_iter().map(|row| (CustomerId::new(row.id), CustomerId::new(row.survivor_id))).collect())
}

/// The customer whom an id means: it is their own, or that of somebody who went into them. One statement.
pub(crate) async fn meant_by(tx: &ReadTx, id: CustomerId) -> Result<Option<CustomerId>, StoreError> {
    #[derive(FromRow)]
    struct MeantRow {
        meant: Uuid,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id AS meant FROM customers WHERE merchant_id = $1 AND id = $2
         UNION ALL SELECT survivor_id FROM merged_customers WHERE merchant_id = $1 AND id = $2",
    );
    let row: Option<MeantRow> = tx.optional(FIND, values![id.value()]).await?;
    Ok(row.map(|row| CustomerId::new(row.meant)))
}

/// The survivor of one customer who was merged.
pub(crate) async fn one(tx: &ReadTx, id: CustomerId) -> Result<Option<CustomerId>, StoreError> {
    Ok(of(tx, &[id]).await?.remove(&id))
}

/// Everybody who is part of that customer.
pub(super) async fn merged_into(tx: &ReadTx, survivor: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, survivor_id FROM merged_customers WHERE merchant_id = $1 AND survivor_id = $2 ORDER BY id",
    );
    let rows: Vec<SurvivorRow> = tx.all(LIST, values![survivor.value()]).await?;
    Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
}

/// The foreign keys take what is united or recomputed with the record.
pub(super) async fn bury(
    tx: &WriteTx,
    merge: MergeId,
    customer: CustomerId,
    into: CustomerId,
) -> Result<(), StoreError> {
    const DELETE: ScopedSql = ScopedSql::new("DELETE FROM customers WHERE merchant_id = $1 AND id = $2");
    const EARLIER: ScopedSql = ScopedSql::new(
        "UPDATE merged_customers SET survivor_id = $3 WHERE merchant_id = $1 AND survivor_id = $2",
    );
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO merged_customers (merchant_id, id, merge_id, into_id, survivor_id, customer_since)
         SELECT $1, $2, $3, $4, $4, c.created_at FROM customers AS c WHERE c.merchant_id = $1 AND c.id = $2",
    );
    // Who was part of a merge is known for ever, even if it is undone.
    const PART: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_merge_moves (merchant_id, merge_id, customer_id, kind, row_of, row_id, row_part)
         VALUES ($1, $2, $3, 'record', $3, $3, '')",
    );
    tx.execute(PART, values![merge.value(), customer.value()]).await?;
    tx.execute(INSERT, values![customer.value(), merge.value(), into.value()]).await?;
    tx.execute(DELETE, values![customer.value()]).await?;
    tx.execute(EARLIER, values![customer.value(), into.value()]).await?;
    Ok(())
}

#[derive(FromRow)]
struct LinkRow {
    id: Uuid,
    into_id: Uuid,
}

/// The ids of a merge mean their own customers again, and those that went into these before mean them.
pub(super) async fn dig_up(tx: &WriteTx, merge: MergeId, survivor: CustomerId) -> Result<(), StoreError> {
    const DELETE: ScopedSql =
        ScopedSql::new("DELETE FROM merged_customers WHERE merchant_id = $1 AND merge_id = $2");
    const LINKS: ScopedSql = ScopedSql::new(
        "SELECT id, into_id FROM merged_customers WHERE merchant_id = $1 AND survivor_id = $2",
    );
    const AGAIN: ScopedSql =
        ScopedSql::new("UPDATE merged_customers SET survivor_id = $3 WHERE merchant_id = $1 AND id = $2");
    tx.execute(DELETE, values![merge.value()]).await?;
    let rows: Vec<LinkRow> = tx.all(LINKS, values![survivor.value()]).await?;
    let links: BTreeMap<Uuid, Uuid> = rows.into_iter().map(|row| (row.id, row.into_id)).collect();
    for id in links.keys() {
        let mut end = *id;
        while let Some(next) = links.get(&end) {
            end = *next;
        }
        if end != survivor.value() {
            tx.execute(AGAIN, values![*id, end]).await?;
        }
    }
    Ok(())
}
