//! All accounts of a programme at once: held against their ledger, and added up.

use std::collections::BTreeMap;

use regulars_kernel::{Instant, PointAccountId, ProgrammeId, StoreError};
use regulars_loyalty::{AuditedAccount, ExpiringSum, PlaceSum, PointBalance, StandingSum};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

const TABLE: &str = "point_accounts";

#[derive(FromRow)]
struct KeptAccountRow {
    id: Uuid,
    available: i64,
    pending: i64,
    reserved: i64,
    deficit: i64,
    last_operation: i64,
}

#[derive(FromRow)]
struct OperationSums {
    account_id: Uuid,
    largest_number: i64,
    operations: i64,
    unbalanced: i64,
    available: i64,
    pending: i64,
    reserved: i64,
    deficit: i64,
}

#[derive(FromRow)]
struct LotSums {
    account_id: Uuid,
    available: i64,
    pending: i64,
}

/// Three statements: the accounts, and what the operations and the lots of all accounts between the first and the last of them
/// add up to.
pub(super) async fn audited(
    tx: &ReadTx,
    programme: ProgrammeId,
    after: Option<PointAccountId>,
    most: u32,
) -> Result<Vec<AuditedAccount>, StoreError> {
    const ACCOUNTS: ScopedSql = ScopedSql::new(
        "SELECT a.id, a.available, a.pending, a.reserved, a.deficit, a.last_operation FROM point_accounts AS a
         WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.id > $3 ORDER BY a.id LIMIT $4",
    );
    const OPERATIONS: ScopedSql = ScopedSql::new(
        "SELECT o.account_id, max(o.number) AS largest_number, count(*) AS operations,
             CAST(sum(CASE WHEN o.available + o.pending + o.reserved + o.deficit + o.counter = 0 THEN 0 ELSE 1 END)
                 AS bigint) AS unbalanced,
             CAST(sum(o.available) AS bigint) AS available, CAST(sum(o.pending) AS bigint) AS pending,
             CAST(sum(o.reserved) AS bigint) AS reserved, CAST(sum(o.deficit) AS bigint) AS deficit
         FROM point_operations AS o
         WHERE o.merchant_id = $1 AND o.account_id >= $2 AND o.account_id <= $3 GROUP BY o.account_id",
    );
    const LOTS: ScopedSql = ScopedSql::new(
        "SELECT l.account_id,
             CAST(sum(CASE WHEN l.pending THEN 0 ELSE l.remaining END) AS bigint) AS available,
             CAST(sum(CASE WHEN l.pending THEN l.remaining ELSE 0 END) AS bigint) AS pending
         FROM point_lots AS l
         WHERE l.merchant_id = $1 AND l.account_id >= $2 AND l.account_id <= $3 AND l.remaining > 0
         GROUP BY l.account_id",
    );
    let after = after.map_or(Uuid::nil(), PointAccountId::value);
    let kept: Vec<KeptAccountRow> =
        tx.all(ACCOUNTS, values![programme.value(), after, i64::from(most)]).await?;
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.id, last.id);
    let operations: Vec<OperationSums> = tx.all(OPERATIONS, values![first, last]).await?;
    let lots: Vec<LotSums> = tx.all(LOTS, values![first, last]).await?;
    let operations: BTreeMap<Uuid, OperationSums> =
        operations.into_iter().map(|sums| (sums.account_id, sums)).collect();
    let lots: BTreeMap<Uuid, LotSums> = lots.into_iter().map(|sums| (sums.account_id, sums)).collect();
    Ok(kept.iter().map(|row| account(row, operations.get(&row.id), lots.get(&row.id))).collect())
}

fn account(
    row: &KeptAccountRow,
    operations: Option<&OperationSums>,
    lots: Option<&LotSums>,
) -> AuditedAccount {
    let &KeptAccountRow { available, pending, reserved, deficit, last_operation, .. } = row;
    AuditedAccount {
        account: PointAccountId::new(row.id),
        kept: PointBalance { available, pending, reserved, deficit },
        last_operation,
        by_operations: operations.map_or(PointBalance::default(), |sums| PointBalance {
            available: sums.available,
            pending: sums.pending,
            reserved: sums.reserved,
            deficit: sums.deficit,
        }),
        largest_number: operations.map_or(0, |sums| sums.largest_number),
        operations: operations.map_or(0, |sums| sums.operations),
        unbalanced: operations.map_or(0, |sums| sums.unbalanced),
        available_in_lots: lots.map_or(0, |sums| sums.available),
        pending_in_lots: lots.map_or(0, |sums| sums.pending),
    }
}

pub(super) async fn expiring(
    tx: &ReadTx,
    programme: ProgrammeId,
    now: Instant,
) -> Result<Vec<ExpiringSum>, StoreError> {
    #[derive(FromRow)]
    struct ExpiringRow {
        point_type: String,
        expires_at: Option<Instant>,
        available: i64,
        pending: i64,
    }
    const SUMS: ScopedSql = ScopedSql::new(
        "SELECT t.point_type, t.expires_at, CAST(sum(t.available) AS bigint) AS available,
             CAST(sum(t.pending) AS bigint) AS pending
         FROM (
             SELECT a.point_type, l.expires_at,
                 CASE WHEN l.pending AND l.available_from > $3 THEN 0 ELSE l.remaining END AS available,
                 CASE WHEN l.pending AND l.available_from > $3 THEN l.remaining ELSE 0 END AS pending
             FROM point_accounts AS a
             JOIN point_lots AS l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0
             WHERE a.merchant_id = $1 AND a.programme_id = $2
             UNION ALL
             SELECT h.point_type, b.expires_at, -m.amount AS available, 0 AS pending
             FROM point_accounts AS h
             JOIN point_reservations AS r ON r.merchant_id = $1 AND r.account_id = h.id AND r.state = 'active'
                 AND r.held_until <= $3
             JOIN point_lot_moves AS m ON m.merchant_id = $1 AND m.operation_id = r.operation_id
             JOIN point_lots AS b ON b.merchant_id = $1 AND b.id = m.lot_id
             WHERE h.merchant_id = $1 AND h.programme_id = $2
         ) AS t
         GROUP BY t.point_type, t.expires_at ORDER BY t.point_type, t.expires_at NULLS LAST",
    );
    let rows: Vec<ExpiringRow> = tx.all(SUMS, values![programme.value(), now]).await?;
    let sum = |ExpiringRow { point_type, expires_at, available, pending }: ExpiringRow| {
        let point_type = point_type.parse().map_err(|error| inconsistent(TABLE, error))?;
        Ok(ExpiringSum { point_type, expires_at, available, pending })
    };
    rows.into_iter().map(sum).collect()
}

pub(super) async fn standing(
    tx: &ReadTx,
    programme: ProgrammeId,
    now: Instant,
) -> Result<Vec<StandingSum>, StoreError> {
    #[derive(FromRow)]
    struct StandingSumRow {
        point_type: String,
        reserved: i64,
        owed: i64,
    }
    const SUMS: ScopedSql = ScopedSql::new(
        "SELECT a.point_type, CAST(sum(a.reserved - coalesce(lapsed.points, 0)) AS bigint) AS reserved,
             CAST(-sum(a.deficit) AS bigint) AS owed
         FROM point_accounts AS a
         LEFT JOIN (
             SELECT r.account_id, sum(r.points) AS points FROM point_reservations AS r
             WHERE r.merchant_id = $1 AND r.state = 'active' AND r.held_until <= $3 GROUP BY r.account_id
         ) AS lapsed ON lapsed.account_id = a.id
         WHERE a.merchant_id = $1 AND a.programme_id = $2
         GROUP BY a.point_type ORDER BY a.point_type",
    );
    let rows: Vec<StandingSumRow> = tx.all(SUMS, values![programme.value(), now]).await?;
    let sum = |StandingSumRow { point_type, reserved, owed }: StandingSumRow| {
        let point_type = point_type.parse().map_err(|error| inconsistent(TABLE, error))?;
        Ok(StandingSum { point_type, reserved, owed })
    };
    rows.into_iter().map(sum).collect()
}

pub(super) async fn places(tx: &ReadTx, programme: ProgrammeId) -> Result<Vec<PlaceSum>, StoreError> {
    #[derive(FromRow)]
    struct PlaceRow {
        point_type: String,
        place: String,
        points: i64,
    }
    const SUMS: ScopedSql = ScopedSql::new(
        "SELECT a.point_type, o.counter_place AS place, CAST(sum(o.counter) AS bigint) AS points
         FROM point_accounts AS a
         JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id
         WHERE a.merchant_id = $1 AND a.programme_id = $2
         GROUP BY a.point_type, o.counter_place ORDER BY a.point_type, o.counter_place",
    );
    let rows: Vec<PlaceRow> = tx.all(SUMS, values![programme.value()]).await?;
    let sum = |PlaceRow { point_type, place, points }: PlaceRow| {
        let point_type = point_type.parse().map_err(|error| inconsistent(TABLE, error))?;
        let place = place.parse().map_err(|error| inconsistent("point_operations", error))?;
        Ok(PlaceSum { point_type, place, points })
    };
    rows.into_iter().map(sum).collect()
}
