//! Counts what reached a final state.

use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::DeliveryTally;

use crate::wall::{ScopedSql, WriteTx, values};

pub(crate) async fn roll_up(
    tx: &WriteTx,
    newsletter: NewsletterId,
    tally: DeliveryTally,
) -> Result<(), StoreError> {
    const COUNT: ScopedSql = ScopedSql::new(
        "UPDATE newsletters SET sent = sent + $3, failed = failed + $4, unknown = unknown + $5,
             excluded_later = excluded_later + $6, cancelled = cancelled + $7
         WHERE merchant_id = $1 AND id = $2",
    );
    if tally.is_empty() {
        return Ok(());
    }
    let counts = values![
        newsletter.value(),
        i64::from(tally.sent),
        i64::from(tally.failed),
        i64::from(tally.unknown),
        i64::from(tally.excluded),
        i64::from(tally.cancelled),
    ];
    tx.execute(COUNT, counts).await.map(drop)
}
