//! What one person has given or taken with nobody's approval.

use regulars_kernel::StoreError;
use regulars_loyalty::{ActingAlone, AloneWay};
use uuid::Uuid;

use crate::actor::actor_text;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// Of accruals that nobody else has approved: what those give that have begun or are about to, which may be less in the end.
const GIVEN: ScopedSql = ScopedSql::new(
    "SELECT k.points, CAST(sum(CASE k.state WHEN 'scheduled' THEN k.foreseen_members
             WHEN 'running' THEN k.credited + k.pass_total - k.pass_done
             ELSE k.credited + k.conflicts END) AS bigint) AS members
     FROM point_accruals AS k
     WHERE k.merchant_id = $1 AND k.programme_id = $2 AND k.point_type = $3 AND k.asked_by = $4
         AND k.decided_by IS NULL AND k.id <> $5
         AND ((k.state = 'scheduled' AND k.run_at <= $7)
             OR (k.state IN ('running', 'done', 'cancelled', 'undoing', 'undone') AND k.updated_at > $6))
     GROUP BY k.points",
);

/// What was taken back of accruals, and is about to be, but of what the same person had given alone.
const TAKEN: ScopedSql = ScopedSql::new(
    "SELECT k.points, CAST(sum(k.undone + CASE k.state WHEN 'undoing' THEN k.pass_total - k.pass_done ELSE 0 END)
             AS bigint) AS members
     FROM point_accruals AS k
     WHERE k.merchant_id = $1 AND k.programme_id = $2 AND k.point_type = $3 AND k.undone_by = $4 AND k.id <> $5
         AND k.updated_at > $6 AND NOT (k.asked_by = $4 AND k.decided_by IS NULL)
     GROUP BY k.points",
);

/// The most that was adjusted by hand on one account, in the direction of the sign.
const BY_HAND: ScopedSql = ScopedSql::new(
    "SELECT CAST(coalesce(max(own.points), 0) AS bigint) AS points
     FROM (
         SELECT sum(o.counter * $6) AS points
         FROM point_operations AS o
         JOIN point_accounts AS a ON a.merchant_id = $1 AND a.id = o.account_id
         WHERE o.merchant_id = $1 AND o.actor = $2 AND o.recorded_at > $3 AND o.kind = 'adjust'
             AND o.accrual_id IS NULL AND o.counter * $6 > 0 AND a.programme_id = $4 AND a.point_type = $5
             AND NOT EXISTS (SELECT 1 FROM point_adjustments AS p
                 WHERE p.merchant_id = $1 AND p.operation_id = o.id)
         GROUP BY coalesce(a.merged_into, a.id)
     ) AS own",
);

pub(super) async fn moved(tx: &ReadTx, acting: &ActingAlone, way: AloneWay) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct BulkRow {
        points: i64,
        members: i64,
    }
    #[derive(FromRow)]
    struct ByHandRow {
        points: i64,
    }
    let ActingAlone { actor, programme, point_type, now, besides } = acting;
    let (actor, since) = (actor_text(*actor), acting.since());
    let besides = besides.map_or(Uuid::nil(), |besides| besides.value());
    let mut asked = values![programme.value(), point_type.as_str(), actor.as_str(), besides, since];
    let (statement, sign) = match way {
        AloneWay::Giving => {
            asked.extend(values![*now]);
            (GIVEN, -1_i64)
        }
        AloneWay::Taking => (TAKEN, 1),
    };
    let in_bulk: Vec<BulkRow> = tx.all(statement, asked).await?;
    let asked = values![actor, since, programme.value(), point_type.as_str(), sign];
    let by_hand: ByHandRow = tx.one(BY_HAND, asked).await?;
    Ok(in_bulk
        .iter()
        .fold(by_hand.points, |sum, row| sum.saturating_add(row.points.saturating_mul(row.members))))
}
