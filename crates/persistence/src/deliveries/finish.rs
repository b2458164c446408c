//! Ends a newsletter.

use regulars_kernel::{Instant, NewsletterId, StoreError};

use super::queue::{is_held, waits};
use crate::wall::{ScopedSql, WriteTx, values};

pub(super) async fn finish(
    tx: &WriteTx,
    newsletter: NewsletterId,
    merchant_now: Instant,
) -> Result<bool, StoreError> {
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
