//! What files said about somebody who is erased.

use regulars_kernel::{CustomerId, ImportId, StoreError};
use uuid::Uuid;

use super::import_row::count;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

/// Throws rows away, with what they are known again by.
pub(crate) async fn forget_rows(tx: &WriteTx, import: ImportId, rows: &[u64]) -> Result<(), StoreError> {
    const ROW: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_import_rows WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
    );
    const KEYS: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_import_keys WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
    );
    for row in rows {
        for sql in [ROW, KEYS] {
            tx.execute(sql, values![import.value(), count(*row)]).await?;
        }
    }
    Ok(())
}

/// Takes a customer out of the rows that were found to be about it. What a row of an import that is over still says goes; one
/// of an import that may still be committed may be about somebody else, and those that are not were thrown away before. The rows
/// are found by the customer alone: asked for their dispositions too, SQLite would go through every row of the merchant.
pub(crate) async fn forget_customer(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct Row {
        import_id: Uuid,
        number: i64,
        disposition: Option<String>,
    }
    const ROWS: ScopedSql = ScopedSql::new(
        "SELECT import_id, number, disposition FROM customer_import_rows
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    const KEYS: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_import_keys WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
    );
    const OVER: ScopedSql = ScopedSql::new(
        "UPDATE customer_import_rows SET customer_id = NULL, cells = '[]', remarks = '[]',
             sealed_image = CASE WHEN disposition IN ('create', 'update') THEN sealed_image END
         WHERE merchant_id = $1 AND customer_id = $2 AND import_id IN (
             SELECT i.id FROM customer_imports AS i
             WHERE i.merchant_id = $1 AND i.state IN ('committed', 'failed'))",
    );
    const OTHERS: ScopedSql = ScopedSql::new(
        "UPDATE customer_import_rows SET customer_id = NULL,
             sealed_image = CASE WHEN disposition IN ('create', 'update') THEN sealed_image END
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    let rows: Vec<Row> = tx.all(ROWS, values![customer.value()]).await?;
    let is_met = |row: &&Row| matches!(row.disposition.as_deref(), Some("update" | "unchanged"));
    for row in rows.iter().filter(is_met) {
        tx.execute(KEYS, values![row.import_id, row.number]).await?;
    }
    for sql in [OVER, OTHERS] {
        tx.execute(sql, values![customer.value()]).await?;
    }
    Ok(())
}
