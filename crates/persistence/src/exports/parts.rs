//! The file of an export, in parts.

use regulars_interchange::{ExportPart, PartOutline};
use regulars_kernel::{ExportId, StoreError};
use sea_orm::Value;

use super::export_row::{count, wrong};
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct OutlineRow {
    number: i64,
    sheet: i64,
    rows_written: i64,
    length: i64,
    checksum: i64,
    kept: i64,
}

impl TryFrom<OutlineRow> for PartOutline {
    type Error = StoreError;

    fn try_from(row: OutlineRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number.try_into().map_err(wrong)?,
            sheet: row.sheet.try_into().map_err(wrong)?,
            rows: row.rows_written.try_into().map_err(wrong)?,
            length: row.length.try_into().map_err(wrong)?,
            checksum: row.checksum.try_into().map_err(wrong)?,
            kept: row.kept.try_into().map_err(wrong)?,
        })
    }
}

pub(super) async fn outline(tx: &ReadTx, id: ExportId, run: i64) -> Result<Vec<PartOutline>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT number, sheet, rows_written, length, checksum, kept FROM export_parts
         WHERE merchant_id = $1 AND export_id = $2 AND run = $3 ORDER BY number",
    );
    let rows: Vec<OutlineRow> = tx.all(LIST, values![id.value(), run]).await?;
    rows.into_iter().map(PartOutline::try_from).collect()
}

pub(super) async fn read(
    tx: &ReadTx,
    id: ExportId,
    run: i64,
    number: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        bytes: Vec<u8>,
    }
    const READ: ScopedSql = ScopedSql::new(
        "SELECT bytes FROM export_parts
         WHERE merchant_id = $1 AND export_id = $2 AND run = $3 AND number = $4",
    );
    let row: Option<Row> = tx.optional(READ, values![id.value(), run, i64::from(number)]).await?;
    Ok(row.map(|row| row.bytes))
}

pub(super) async fn insert(tx: &WriteTx, id: ExportId, run: i64, part: ExportPart) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO export_parts
             (merchant_id, export_id, run, number, sheet, rows_written, length, checksum, kept, bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let PartOutline { number, sheet, rows, length, checksum, kept } = part.outline;
    let new: Vec<Value> = values![
        id.value(),
        run,
        i64::from(number),
        i64::from(sheet),
        count(rows),
        count(length),
        i64::from(checksum),
        count(kept),
        part.bytes
    ];
    tx.execute(INSERT, new).await.map(drop)
}

pub(super) async fn forget(
    tx: &WriteTx,
    id: ExportId,
    kept_run: Option<i64>,
    at_most: u32,
) -> Result<bool, StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "DELETE FROM export_parts
         WHERE merchant_id = $1 AND export_id = $2 AND (run, number) IN (
             SELECT part.run, part.number FROM export_parts AS part
             WHERE part.merchant_id = $1 AND part.export_id = $2 AND part.run <> $3 LIMIT $4)",
    );
    let kept_run = kept_run.unwrap_or(-1);
    Ok(tx.execute(FORGET, values![id.value(), kept_run, i64::from(at_most)]).await? > 0)
}
