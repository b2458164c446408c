//! Throws away old bulk edits, a little at a time, so that nobody waits for it.

use regulars_kernel::{Instant, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct Old {
    id: Uuid,
}

pub(super) async fn part_of_old(
    tx: &WriteTx,
    touched_before: Instant,
    at_most: u32,
) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id FROM customer_bulk_edits
         WHERE merchant_id = $1 AND updated_at < $2 AND state NOT IN ('running', 'undoing')
         ORDER BY updated_at LIMIT 1",
    );
    const ITEMS: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_bulk_edit_items WHERE merchant_id = $1 AND bulk_edit_id = $2 AND customer_id IN
             (SELECT part.customer_id FROM customer_bulk_edit_items AS part
              WHERE part.merchant_id = $1 AND part.bulk_edit_id = $2 LIMIT $3)",
    );
    const EDIT: ScopedSql =
        ScopedSql::new("DELETE FROM customer_bulk_edits WHERE merchant_id = $1 AND id = $2");
    let Some(Old { id }) = tx.optional(FIND, values![touched_before]).await? else { return Ok(false) };
    if tx.execute(ITEMS, values![id, i64::from(at_most)]).await? == 0 {
        tx.execute(EDIT, values![id]).await?;
    }
    Ok(true)
}
