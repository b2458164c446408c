//! Which row of an import is about which key, so that two rows about the same customer are known before either is written.

use regulars_kernel::{ImportId, StoreError};
use sea_orm::Value;

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

pub(super) async fn note(tx: &WriteTx, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
    const NOTE: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_import_keys (merchant_id, import_id, about, number) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    );
    for (key, number) in keys {
        tx.execute(NOTE, values![id.value(), key.as_str(), count(*number)]).await?;
    }
    Ok(())
}
