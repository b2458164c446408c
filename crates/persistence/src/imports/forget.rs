//! Throws away what is no longer needed of imports, a little at a time, so that nobody waits for it.

use regulars_kernel::{ImportId, Instant, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

macro_rules! delete_some {
    ($table:literal, $key:literal) => {
        ScopedSql::new(concat!(
            "DELETE FROM ",
            $table,
            " WHERE merchant_id = $1 AND import_id = $2 AND ",
            $key,
            " IN (SELECT part.",
            $key,
            " FROM ",
            $table,
            " AS part WHERE part.merchant_id = $1 AND part.import_id = $2 LIMIT $3)"
        ))
    };
}

const ROWS: ScopedSql = delete_some!("customer_import_rows", "number");
const KEYS: ScopedSql = ScopedSql::new(
    "DELETE FROM customer_import_keys WHERE merchant_id = $1 AND import_id = $2 AND (about, number) IN (
         SELECT part.about, part.number FROM customer_import_keys AS part
         WHERE part.merchant_id = $1 AND part.import_id = $2 LIMIT $3)",
);
const PARTS: ScopedSql = delete_some!("customer_import_parts", "number");

pub(super) async fn keys(tx: &WriteTx, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
    some(tx, KEYS, id.value(), at_most).await
}

pub(super) async fn rows(tx: &WriteTx, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
    some(tx, ROWS, id.value(), at_most).await
}

pub(super) async fn parts(tx: &WriteTx, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
    some(tx, PARTS, id.value(), at_most).await
}

async fn some(tx: &WriteTx, sql: ScopedSql, id: Uuid, at_most: u32) -> Result<bool, StoreError> {
    Ok(tx.execute(sql, values![id, i64::from(at_most)]).await? > 0)
}

/// Throws away at most so many rows of one old import, and the import once it has none. Tells whether there was one.
pub(super) async fn part_of_old(
    tx: &WriteTx,
    touched_before: Instant,
    begun_before: Instant,
    at_most: u32,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Old {
        id: Uuid,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id FROM customer_imports
         WHERE merchant_id = $1 AND (updated_at < $2 OR (state = 'uploading' AND created_at < $3))
         ORDER BY id LIMIT 1",
    );
    const IMPORT: ScopedSql =
        ScopedSql::new("DELETE FROM customer_imports WHERE merchant_id = $1 AND id = $2");
    let Some(Old { id }) = tx.optional(FIND, values![touched_before, begun_before]).await? else {
        return Ok(false);
    };
    for sql in [ROWS, KEYS, PARTS] {
        if some(tx, sql, id, at_most).await? {
            return Ok(true);
        }
    }
    tx.execute(IMPORT, values![id]).await?;
    Ok(true)
}
