//! Which row of an import is about which key, so that two rows about the same customer are known before either is written.

use std::collections::BTreeMap;

use regulars_kernel::{ImportId, StoreError};
use sea_orm::{DbBackend, Value};

use super::import_row::{count, wrong};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

pub(super) async fn first_row(tx: &ReadTx, id: ImportId, keys: &[String]) -> Result<Option<u64>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: Option<i64>,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT min(number) AS number FROM customer_import_keys
         WHERE merchant_id = $1 AND import_id = $2 AND about IN (",
    );
    if keys.is_empty() {
        return Ok(None);
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![id.value()]);
    for (index, key) in keys.iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, [Value::from(key.as_str())]);
    }
    query.push(")", []);
    let rows: Vec<Row> = tx.query(query).await?;
    rows.into_iter().find_map(|row| row.number).map(|number| number.try_into().map_err(wrong)).transpose()
}

pub(crate) async fn note(tx: &WriteTx, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
    // One statement touches each row once: of several rows about a key the first is noted.
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for (key, number) in keys {
        let place = first.entry(key).or_insert(*number);
        *place = (*place).min(*number);
    }
    let first: Vec<(&str, u64)> = first.into_iter().collect();
    for some in first.chunks(if tx.backend() == DbBackend::Sqlite { 60 } else { 5_000 }) {
        let mut query = ScopedQuery::new(NOTE, tx.backend(), Vec::new());
        for (index, (key, number)) in some.iter().enumerate() {
            let row = if index == 0 { ", ?, ?, ?)" } else { ", ($1, ?, ?, ?)" };
            query.push(row, values![id.value(), *key, count(*number)]);
        }
        query.push(EARLIEST, []);
        tx.run_query(query).await?;
    }
    Ok(())
}

const NOTE: ScopedSql =
    ScopedSql::new("INSERT INTO customer_import_keys (merchant_id, import_id, about, number) VALUES ($1");
const EARLIEST: &str = " ON CONFLICT (merchant_id, import_id, about) DO UPDATE SET number = excluded.number
     WHERE excluded.number < customer_import_keys.number";

pub(super) async fn forget_of_row(tx: &WriteTx, id: ImportId, number: u64) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_import_keys WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
    );
    tx.execute(FORGET, values![id.value(), count(number)]).await.map(drop)
}
