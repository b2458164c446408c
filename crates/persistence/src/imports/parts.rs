//! The file of an import, in parts.

use regulars_kernel::{ImportId, StoreError};

use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

pub(super) async fn read(tx: &ReadTx, id: ImportId, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        bytes: Vec<u8>,
    }
    const READ: ScopedSql = ScopedSql::new(
        "SELECT bytes FROM customer_import_parts WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
    );
    let row: Option<Row> = tx.optional(READ, values![id.value(), i64::from(number)]).await?;
    Ok(row.map(|row| row.bytes))
}

pub(super) async fn insert(
    tx: &WriteTx,
    id: ImportId,
    number: u32,
    bytes: Vec<u8>,
) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_import_parts (merchant_id, import_id, number, bytes) VALUES ($1, $2, $3, $4)",
    );
    tx.execute(INSERT, values![id.value(), i64::from(number), bytes]).await.map(drop)
}
