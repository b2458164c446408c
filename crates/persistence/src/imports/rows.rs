//! The rows of an import and what becomes of them.

use regulars_interchange::{Disposition, DispositionCounts, RowResult, RowUndo, StagedRow, UndoOutcome};
use regulars_kernel::{CustomerId, ImportId, Page, PageRequest, StoreError};
use sea_orm::Value;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::import_row::{count, wrong};
use crate::wall::{BulkTable, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct Staged {
    number: i64,
    cells: Json,
}

impl TryFrom<Staged> for StagedRow {
    type Error = StoreError;

    fn try_from(row: Staged) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number.try_into().map_err(wrong)?,
            cells: serde_json::from_value(row.cells).map_err(wrong)?,
        })
    }
}

pub(super) async fn staged(
    tx: &ReadTx,
    id: ImportId,
    disposition: Option<Disposition>,
    after: u64,
    at_most: u32,
) -> Result<Vec<StagedRow>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT number, cells FROM customer_import_rows WHERE merchant_id = $1 AND import_id = $2",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![id.value()]);
    if let Some(disposition) = disposition {
        query.push(" AND disposition = ?", values![disposition.name()]);
    }
    query.push(" AND number > ? ORDER BY number LIMIT ?", values![count(after), i64::from(at_most)]);
    tx.query::<Staged>(query).await?.into_iter().map(StagedRow::try_from).collect()
}

/// Those of these rows, which are noted under some key, that were found to change something: the others have met a customer who is
/// as they say.
pub(super) async fn effective(
    tx: &ReadTx,
    id: ImportId,
    numbers: &[i64],
) -> Result<Vec<StagedRow>, StoreError> {
    const FIND: ScopedSql = ScopedSql::by_dialect(
        "SELECT r.number, r.cells FROM json_each($3) AS w CROSS JOIN customer_import_rows AS r
         WHERE r.merchant_id = $1 AND r.import_id = $2 AND r.number = w.value
             AND r.disposition <> 'unchanged'
         ORDER BY r.number",
        "SELECT r.number, r.cells FROM jsonb_array_elements_text($3) AS w(number)
         JOIN customer_import_rows AS r ON r.number = w.number::bigint
         WHERE r.merchant_id = $1 AND r.import_id = $2 AND r.disposition <> 'unchanged'
         ORDER BY r.number",
    );
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Staged> = tx.all(FIND, values![id.value(), Json::from(numbers)]).await?;
    rows.into_iter().map(StagedRow::try_from).collect()
}

pub(super) async fn stage(tx: &WriteTx, id: ImportId, rows: &[StagedRow]) -> Result<(), StoreError> {
    const ROWS: BulkTable =
        BulkTable::of_merchant("customer_import_rows", "import_id, number, cells, remarks");
    if rows.is_empty() {
        return Ok(());
    }
    let rows: Result<Vec<Vec<Value>>, StoreError> = rows
        .iter()
        .map(|row| {
            let cells = serde_json::to_value(&row.cells).map_err(wrong)?;
            Ok(values![id.value(), count(row.number), cells, json!([])])
        })
        .collect();
    tx.insert_rows(ROWS, rows?).await
}

/// What becomes of a row, for a statement that writes many.
pub(super) fn result_json(result: &RowResult) -> Result<Json, StoreError> {
    let RowResult { number, disposition, customer, remarks, undo: _ } = result;
    let customer = customer.map(|customer| customer.value().simple().to_string());
    let remarks = serde_json::to_value(remarks).map_err(wrong)?;
    let disposition = disposition.map(Disposition::name);
    Ok(json!({"n": count(*number), "d": disposition, "c": customer, "r": remarks}))
}

pub(super) async fn write_results(
    tx: &WriteTx,
    id: ImportId,
    results: &[RowResult],
) -> Result<(), StoreError> {
    // JSON has no bytes, so on SQLite ids travel as hexadecimal digits. Without its LIMIT it reads the whole list anew for each
    // row of the import.
    const WRITE: ScopedSql = ScopedSql::by_dialect(
        "UPDATE customer_import_rows SET disposition = w.disposition, customer_id = w.customer_id, remarks = w.remarks
         FROM (SELECT value ->> 'n' AS number, value ->> 'd' AS disposition, unhex(value ->> 'c') AS customer_id,
                   value ->> 'r' AS remarks FROM json_each($3) LIMIT -1) AS w
         WHERE customer_import_rows.merchant_id = $1 AND customer_import_rows.import_id = $2
             AND customer_import_rows.number = w.number",
        "UPDATE customer_import_rows SET disposition = w.d, customer_id = w.c, remarks = w.r
         FROM jsonb_to_recordset($3) AS w(n bigint, d text, c uuid, r jsonb)
         WHERE customer_import_rows.merchant_id = $1 AND customer_import_rows.import_id = $2
             AND customer_import_rows.number = w.n",
    );
    if results.is_empty() {
        return Ok(());
    }
    let written: Result<Vec<Json>, StoreError> = results.iter().map(result_json).collect();
    tx.execute(WRITE, values![id.value(), Json::from(written?)]).await.map(drop)
}

/// How many rows each fate has among those behind a number, up to another.
pub(super) async fn fates(
    tx: &ReadTx,
    id: ImportId,
    behind: u64,
    up_to: u64,
) -> Result<DispositionCounts, StoreError> {
    #[derive(FromRow)]
    struct Row {
        disposition: String,
        found: i64,
    }
    const COUNT: ScopedSql = ScopedSql::new(
        "SELECT disposition, count(*) AS found FROM customer_import_rows
         WHERE merchant_id = $1 AND import_id = $2 AND number > $3 AND number <= $4 AND disposition IS NOT NULL
         GROUP BY disposition",
    );
    let rows: Vec<Row> = tx.all(COUNT, values![id.value(), count(behind), count(up_to)]).await?;
    let mut counts = DispositionCounts::default();
    for row in rows {
        counts.add(row.disposition.parse().map_err(wrong)?, row.found.try_into().map_err(wrong)?);
    }
    Ok(counts)
}

pub(super) async fn results(
    tx: &ReadTx,
    id: ImportId,
    disposition: Option<Disposition>,
    undo: Option<UndoOutcome>,
    page: PageRequest<u64>,
) -> Result<Page<RowResult, u64>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
        disposition: Option<String>,
        customer_id: Option<Uuid>,
        remarks: Json,
        undo_outcome: Option<String>,
        undo_reason: Option<String>,
        undo_fields: Option<Json>,
    }
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT number, disposition, customer_id, remarks, undo_outcome, undo_reason, undo_fields FROM customer_import_rows
         WHERE merchant_id = $1 AND import_id = $2",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![id.value()]);
    if let Some(disposition) = disposition {
        query.push(" AND disposition = ?", values![disposition.name()]);
    }
    if let Some(undo) = undo {
        query.push(" AND undo_outcome = ?", values![undo.name()]);
    }
    let after = count(page.after.unwrap_or_default());
    let limit = i64::from(page.size.get()) + 1;
    query.push(" AND number > ? ORDER BY number LIMIT ?", values![after, limit]);
    let rows: Vec<Row> = tx.query(query).await?;
    let results: Result<Vec<RowResult>, StoreError> = rows
        .into_iter()
        .map(|row| {
            Ok(RowResult {
                number: row.number.try_into().map_err(wrong)?,
                disposition: row.disposition.map(|name| name.parse().map_err(wrong)).transpose()?,
                customer: row.customer_id.map(CustomerId::new),
                remarks: serde_json::from_value(row.remarks).map_err(wrong)?,
                undo: match row.undo_outcome {
                    None => None,
                    Some(outcome) => Some(RowUndo {
                        outcome: outcome.parse().map_err(wrong)?,
                        reason: row.undo_reason,
                        fields: serde_json::from_value(row.undo_fields.unwrap_or_default()).map_err(wrong)?,
                    }),
                },
            })
        })
        .collect();
    Ok(Page::from_surplus(results?, page.size, |result| result.number))
}
