//! Messages of newsletters to somebody who is merged: what is still to leave leaves once.
//!
//! A message that is on the wire stays with the id that it was begun for, under which its outcome is written.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Instant, NewsletterId, StoreError};
use regulars_newsletters::{DeliveryState, DeliveryTally};
use uuid::Uuid;

use crate::deliveries::roll_up;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

/// What a worker holds and has not begun goes back to the queue, where it is found anew. The worker's lease no longer
/// holds it, so the worker does not begin it.
pub(super) async fn give_back_leased(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    const GIVE_BACK: ScopedSql = ScopedSql::new(
        "UPDATE deliveries SET state = 'queued', lease_id = NULL, leased_until = NULL
         WHERE merchant_id = $1 AND customer_id = $2 AND state = 'leased'
             AND newsletter_id NOT IN (SELECT n.id FROM newsletters AS n
                 WHERE n.merchant_id = $1 AND n.state = 'cancelled')",
    );
    tx.execute(GIVE_BACK, values![customer.value()]).await.map(drop)
}

#[derive(FromRow)]
struct ExcludedRow {
    newsletter_id: Uuid,
}

/// Of a newsletter that both are to get one message leaves: that of the survivor, unless the other one has left.
pub(super) async fn exclude_what_would_come_twice(
    tx: &WriteTx,
    merged: CustomerId,
    survivor: CustomerId,
    now: Instant,
) -> Result<u64, StoreError> {
    const OF_MERGED: ScopedSql = ScopedSql::new(
        "UPDATE deliveries SET state = 'excluded', reason = 'merged', settled_at = $3
         WHERE merchant_id = $1 AND customer_id = $2 AND state IN ('queued', 'deferred')
         RETURNING newsletter_id",
    );
    const OF_SURVIVOR: ScopedSql = ScopedSql::new(
        "UPDATE deliveries AS d SET state = 'excluded', reason = 'merged', settled_at = $3
         WHERE d.merchant_id = $1 AND d.customer_id = $2 AND d.state IN ('queued', 'deferred')
             AND EXISTS (SELECT 1 FROM deliveries AS o WHERE o.merchant_id = $1
                 AND o.newsletter_id = d.newsletter_id AND o.channel = d.channel AND o.customer_id = $4
                 AND o.state IN ('sending', 'sent', 'unknown'))
         RETURNING newsletter_id",
    );
    give_back_leased(tx, survivor).await?;
    let mut excluded: Vec<ExcludedRow> = tx.all(OF_MERGED, values![merged.value(), now]).await?;
    excluded
        .extend(tx.all::<ExcludedRow>(OF_SURVIVOR, values![survivor.value(), now, merged.value()]).await?);
    let mut tallies: BTreeMap<Uuid, DeliveryTally> = BTreeMap::new();
    for row in &excluded {
        tallies.entry(row.newsletter_id).or_default().count(DeliveryState::Excluded);
    }
    for (newsletter, tally) in tallies {
        roll_up(tx, NewsletterId::new(newsletter), tally).await?;
    }
    Ok(u64::try_from(excluded.len()).unwrap_or(u64::MAX))
}
