//! Leases: extended while their worker lives, given back when it stops, taken back when it is gone.

use regulars_kernel::{Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::DeliveryTally;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use super::queue::is_held;
use super::roll_up::roll_up;
use super::settle::{StateRow, cancelled, tally_of};
use crate::wall::{ScopedSql, WriteTx, values};

pub(super) async fn heartbeat(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    until: Instant,
) -> Result<u64, StoreError> {
    const EXTEND: ScopedSql = ScopedSql::new(concat!(
        "UPDATE deliveries AS d SET leased_until = $4
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.lease_id = $3 AND ",
        is_held!("d"),
    ));
    tx.execute(EXTEND, values![newsletter.value(), lease.value(), until]).await
}

macro_rules! recover_text {
    ($own:expr) => {
        concat!(
            "UPDATE deliveries AS d
             SET state = CASE WHEN d.state = 'sending' THEN 'unknown' WHEN ",
            cancelled!(),
            " THEN 'cancelled' ELSE 'queued' END,
                 reason = CASE WHEN d.state = 'sending' THEN 'worker_lost' ELSE d.reason END,
                 attempts = d.attempts + CASE WHEN d.state = 'sending' THEN 1 ELSE 0 END,
                 settled_at = CASE WHEN d.state = 'sending' OR ",
            cancelled!(),
            " THEN $4 END, lease_id = NULL, leased_until = NULL
             WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND ",
            is_held!("d"),
            " AND d.leased_until < $3 AND NOT d.lease_id ",
            $own,
            " RETURNING state"
        )
    };
}

pub(super) async fn recover(
    tx: &WriteTx,
    newsletter: NewsletterId,
    now: Instant,
    own: &[LeaseId],
    merchant_now: Instant,
) -> Result<DeliveryTally, StoreError> {
    const RECOVER: ScopedSql = ScopedSql::by_dialect(
        recover_text!(concat!("IN (", ids_in_sqlite!("$5"), ")")),
        recover_text!(concat!("= ", ids_in_postgres!("$5"))),
    );
    let rows: Vec<StateRow> =
        tx.all(RECOVER, values![newsletter.value(), now, merchant_now, id_list(own)]).await?;
    let tally = tally_of(&rows)?;
    roll_up(tx, newsletter, tally).await?;
    Ok(tally)
}

pub(super) async fn release(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    merchant_now: Instant,
) -> Result<DeliveryTally, StoreError> {
    const RELEASE: ScopedSql = ScopedSql::new(concat!(
        "UPDATE deliveries AS d
         SET state = CASE WHEN d.address = '' THEN 'excluded' WHEN ",
        cancelled!(),
        " THEN 'cancelled' ELSE 'queued' END,
             settled_at = CASE WHEN d.address = '' OR ",
        cancelled!(),
        " THEN $4 END, lease_id = NULL, leased_until = NULL
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.lease_id = $3 AND ",
        is_held!("d"),
        " RETURNING state",
    ));
    let rows: Vec<StateRow> =
        tx.all(RELEASE, values![newsletter.value(), lease.value(), merchant_now]).await?;
    let tally = tally_of(&rows)?;
    roll_up(tx, newsletter, tally).await?;
    Ok(tally)
}
