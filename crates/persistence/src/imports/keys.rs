//! Which rows of an import are about which key, so that two rows about the same customer are known before either is written.

use regulars_interchange::StagedRow;
use regulars_kernel::{ImportId, StoreError};
use sea_orm::Value;
use sea_orm::sea_query::ArrayType;
use serde_json::{Value as Json, json};

use super::import_row::{count, wrong};
use super::rows;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

/// The first row about each of these keys. Those about which there is none are left out.
pub(super) async fn first_rows(
    tx: &ReadTx,
    id: ImportId,
    keys: &[String],
) -> Result<Vec<(String, u64)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        about: String,
        number: i64,
    }
    // Each by itself: of many at once PostgreSQL would rather read all keys of an import that it has not counted yet.
    const EACH: ScopedSql = ScopedSql::new(
        "SELECT w.about, first.number FROM unnest($3::text[]) AS w(about) CROSS JOIN LATERAL (
             SELECT k.number FROM customer_import_keys AS k
             WHERE k.merchant_id = $1 AND k.import_id = $2 AND k.about = w.about ORDER BY k.number LIMIT 1) AS first",
    );
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT about, min(number) AS number FROM customer_import_keys
         WHERE merchant_id = $1 AND import_id = $2 AND ",
    );
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = if tx.backend() == sea_orm::DbBackend::Sqlite {
        let mut query = ScopedQuery::new(FIND, tx.backend(), values![id.value()]);
        query.push_condition(Condition::one_of_texts(tx.backend(), &["about"], keys));
        query.push(" GROUP BY about", []);
        tx.query(query).await?
    } else {
        let keys = keys.iter().map(|key| Value::from(key.as_str())).collect();
        tx.all(EACH, vec![id.value().into(), list(ArrayType::String, keys)]).await?
    };
    rows.into_iter().map(|row| Ok((row.about, row.number.try_into().map_err(wrong)?))).collect()
}

/// Notes which row is about which keys.
pub(super) async fn note(tx: &WriteTx, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
    const NOTE: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO customer_import_keys (merchant_id, import_id, about, number)
         SELECT $1, $2, value ->> 0, value ->> 1 FROM json_each($3) WHERE TRUE ON CONFLICT DO NOTHING",
        "INSERT INTO customer_import_keys (merchant_id, import_id, about, number)
         SELECT $1, $2, w.about, w.number FROM unnest($3::text[], $4::bigint[]) AS w(about, number) ON CONFLICT DO NOTHING",
    );
    if keys.is_empty() {
        return Ok(());
    }
    if tx.backend() == sea_orm::DbBackend::Sqlite {
        let noted: Json = keys.iter().map(|(about, number)| json!([about, count(*number)])).collect();
        return tx.execute(NOTE, values![id.value(), noted]).await.map(drop);
    }
    let about = keys.iter().map(|(about, _)| Value::from(about.as_str())).collect();
    let numbers = keys.iter().map(|(_, number)| Value::from(count(*number))).collect();
    let lists = vec![id.value().into(), list(ArrayType::String, about), list(ArrayType::BigInt, numbers)];
    tx.execute(NOTE, lists).await.map(drop)
}

fn list(kind: ArrayType, values: Vec<Value>) -> Value {
    Value::Array(kind, Some(Box::new(values)))
}

/// Forgets that a row is about these keys.
pub(super) async fn forget_of_row(
    tx: &WriteTx,
    id: ImportId,
    number: u64,
    keys: &[String],
) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_import_keys WHERE merchant_id = $1 AND import_id = $2 AND number = $3 AND ",
    );
    if keys.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(FORGET, tx.backend(), values![id.value(), count(number)]);
    query.push_condition(Condition::one_of_texts(tx.backend(), &["about"], keys));
    tx.run_query(query).await.map(drop)
}

/// The first rows before that number that are about one of these keys and change a customer.
pub(super) async fn earlier_effects(
    tx: &ReadTx,
    id: ImportId,
    keys: &[String],
    before: u64,
    at_most: u32,
) -> Result<Vec<StagedRow>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT DISTINCT number FROM customer_import_keys
         WHERE merchant_id = $1 AND import_id = $2 AND number < $3 AND ",
    );
    if keys.is_empty() || at_most == 0 {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![id.value(), count(before)]);
    query.push_condition(Condition::one_of_texts(tx.backend(), &["about"], keys));
    query.push(" ORDER BY number LIMIT ?", [Value::from(i64::from(at_most))]);
    let numbers: Vec<Row> = tx.query(query).await?;
    rows::effective(tx, id, &numbers.into_iter().map(|row| row.number).collect::<Vec<_>>()).await
}
