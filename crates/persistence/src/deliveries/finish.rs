//! Ends a newsletter.

use regulars_kernel::{Instant, NewsletterId, StoreError};

use super::queue::{is_held, waits};
use super::roll_up::roll_up;
use super::settle::{StateRow, tally_of};
use crate::wall::{ScopedSql, WriteTx, values};

/// What came back to the queue of somebody who was merged meanwhile does not leave: the survivor has a message of its own.
async fn exclude_who_was_merged(
    tx: &WriteTx,
    newsletter: NewsletterId,
    merchant_now: Instant,
) -> Result<(), StoreError> {
    const EXCLUDE: ScopedSql = ScopedSql::new(concat!(
        "UPDATE deliveries AS d SET state = 'excluded', reason = 'merged', settled_at = $3
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND ",
        waits!("d"),
        " AND d.customer_id IN (SELECT gone.id FROM merged_customers AS gone WHERE gone.merchant_id = $1)
         RETURNING state",
    ));
    let rows: Vec<StateRow> = tx.all(EXCLUDE, values![newsletter.value(), merchant_now]).await?;
    roll_up(tx, newsletter, tally_of(&rows)?).await
}

pub(super) async fn finish(
    tx: &WriteTx,
    newsletter: NewsletterId,
    merchant_now: Instant,
) -> Result<bool, StoreError> {
    exclude_who_was_merged(tx, newsletter, merchant_now).await?;
    // Two questions, because each is answered by an index of its own.
    const FINISH: ScopedSql = ScopedSql::new(concat!(
        "UPDATE newsletters SET state = 'sent', finished_at = $3, pause_reason = NULL, pause_detail = NULL
         WHERE merchant_id = $1 AND id = $2 AND state IN ('sending', 'paused')
             AND NOT EXISTS (SELECT 1 FROM deliveries AS d
                 WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND ",
        waits!("d"),
        ")
             AND NOT EXISTS (SELECT 1 FROM deliveries AS h
                 WHERE h.merchant_id = $1 AND h.newsletter_id = $2 AND ",
        is_held!("h"),
        ")",
    ));
    Ok(tx.execute(FINISH, values![newsletter.value(), merchant_now]).await? == 1)
}
