//! Adjustments of points that wait for somebody else, as rows.

use regulars_kernel::{
    Actor, CustomerId, Instant, Page, PageRequest, PointAccountId, PointAdjustmentId, PointOperationId,
    StoreError,
};
use regulars_loyalty::{AdjustedAlone, Adjustment, PendingAdjustment, PendingAdjustmentState};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, update, values,
};

const TABLE: &str = "point_adjustments";

/// The columns of `point_adjustments`.
#[derive(FromRow, RowColumns)]
struct PendingAdjustmentRow {
    id: Uuid,
    account_id: Uuid,
    points: i64,
    reason: String,
    expires_at: Option<Instant>,
    state: String,
    asked_by: String,
    asked_at: Instant,
    decided_by: Option<String>,
    decided_at: Option<Instant>,
    operation_id: Option<Uuid>,
}

impl From<&PendingAdjustment> for PendingAdjustmentRow {
    fn from(pending: &PendingAdjustment) -> Self {
        let PendingAdjustment { id, adjustment, state, asked_by, asked_at, decided, operation } = pending;
        let (decided_by, decided_at) = decided.unzip();
        Self {
            id: id.value(),
            account_id: adjustment.account.value(),
            points: adjustment.points,
            reason: adjustment.reason.name().to_owned(),
            expires_at: adjustment.expires_at,
            state: state.name().to_owned(),
            asked_by: actor_text(*asked_by),
            asked_at: *asked_at,
            decided_by: decided_by.map(actor_text),
            decided_at,
            operation_id: operation.map(PointOperationId::value),
        }
    }
}

impl TryFrom<PendingAdjustmentRow> for PendingAdjustment {
    type Error = StoreError;

    fn try_from(row: PendingAdjustmentRow) -> Result<Self, StoreError> {
        let decided_by = row.decided_by.as_deref().map(|text| actor_of(TABLE, text)).transpose()?;
        Ok(Self {
            id: PointAdjustmentId::new(row.id),
            adjustment: Adjustment {
                account: PointAccountId::new(row.account_id),
                points: row.points,
                reason: row.reason.parse().map_err(|error| inconsistent(TABLE, error))?,
                expires_at: row.expires_at,
            },
            state: row.state.parse().map_err(|error| inconsistent(TABLE, error))?,
            asked_by: actor_of(TABLE, &row.asked_by)?,
            asked_at: row.asked_at,
            decided: decided_by.zip(row.decided_at),
            operation: row.operation_id.map(PointOperationId::new),
        })
    }
}

pub(super) async fn find(
    tx: &ReadTx,
    id: PointAdjustmentId,
) -> Result<Option<PendingAdjustment>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "point_adjustments",
        PendingAdjustmentRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<PendingAdjustmentRow> = tx.optional(FIND, values![id.value()]).await?;
    row.map(PendingAdjustment::try_from).transpose()
}

pub(super) async fn hold(
    tx: &WriteTx,
    id: PointAdjustmentId,
) -> Result<Option<PendingAdjustment>, StoreError> {
    const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
        "point_adjustments",
        PendingAdjustmentRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<PendingAdjustmentRow> = tx.optional(HOLD, values![id.value()]).await?;
    row.map(PendingAdjustment::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    state: Option<PendingAdjustmentState>,
    now: Instant,
    page: PageRequest<PointAdjustmentId>,
) -> Result<Page<PendingAdjustment, PointAdjustmentId>, StoreError> {
    const LIST: ScopedSql =
        ScopedSql::new(select_from!("point_adjustments", PendingAdjustmentRow, "WHERE merchant_id = $1"));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![]);
    match state {
        Some(PendingAdjustmentState::Pending) => {
            query.push(" AND state = 'pending' AND (expires_at IS NULL OR expires_at > ?)", values![now]);
        }
        Some(PendingAdjustmentState::Refused) => {
            query.push(
                " AND state IN ('refused', 'pending') AND (state = 'refused' OR expires_at <= ?)",
                values![now],
            );
        }
        Some(PendingAdjustmentState::Approved) => {
            query.push(" AND state = ?", values![PendingAdjustmentState::Approved.name()]);
        }
        None => {}
    }
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<PendingAdjustmentRow> = tx.query(query).await?;
    let pending = rows.into_iter().map(PendingAdjustment::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(pending, page.size, |pending| pending.id))
}

pub(super) async fn of_customer(
    tx: &ReadTx,
    customer: CustomerId,
) -> Result<Vec<PendingAdjustment>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "point_adjustments",
        PendingAdjustmentRow,
        "WHERE merchant_id = $1 AND state = 'pending' AND account_id IN (
             SELECT a.id FROM point_accounts AS a WHERE a.merchant_id = $1 AND a.customer_id = $2
             UNION ALL
             SELECT b.id FROM point_accounts AS a
             JOIN point_accounts AS b ON b.merchant_id = $1 AND b.merged_into = a.id
             WHERE a.merchant_id = $1 AND a.customer_id = $2)
         ORDER BY id"
    ));
    let rows: Vec<PendingAdjustmentRow> = tx.all(FIND, values![customer.value()]).await?;
    rows.into_iter().map(PendingAdjustment::try_from).collect()
}

/// What belongs to an adjustment or an accrual that somebody else has approved is not done alone; that nobody approves taking back an
/// accrual is.
pub(super) async fn alone(
    tx: &ReadTx,
    account: PointAccountId,
    actor: Actor,
    since: Instant,
    now: Instant,
) -> Result<AdjustedAlone, StoreError> {
    #[derive(FromRow)]
    struct AloneRow {
        credited: i64,
        debited: i64,
    }
    #[derive(FromRow)]
    struct ComingRow {
        points: i64,
    }
    const ALONE: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(sum(CASE WHEN o.counter < 0 THEN -o.counter ELSE 0 END), 0) AS bigint) AS credited,
             CAST(coalesce(sum(CASE WHEN o.counter > 0 THEN o.counter ELSE 0 END), 0) AS bigint) AS debited
         FROM point_operations AS o
         WHERE o.merchant_id = $1 AND o.account_id IN (
                 SELECT own.id FROM point_accounts AS own WHERE own.merchant_id = $1 AND own.id = $2
                 UNION ALL
                 SELECT was.id FROM point_accounts AS was WHERE was.merchant_id = $1 AND was.merged_into = $2)
             AND o.kind = 'adjust' AND o.actor = $3 AND o.recorded_at > $4
             AND NOT EXISTS (SELECT 1 FROM point_adjustments AS p WHERE p.merchant_id = $1 AND p.operation_id = o.id)
             AND NOT EXISTS (SELECT 1 FROM point_accruals AS k
                 WHERE k.merchant_id = $1 AND k.id = o.accrual_id AND k.decided_by IS NOT NULL AND o.counter < 0)",
    );
    // Whoever is meant by them: for the moments before they have had their turn.
    const COMING: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(sum(k.points), 0) AS bigint) AS points
         FROM point_accounts AS a
         JOIN point_accruals AS k ON k.merchant_id = $1 AND k.programme_id = a.programme_id
             AND k.point_type = a.point_type
         WHERE a.merchant_id = $1 AND a.id = $2 AND k.asked_by = $3 AND k.decided_by IS NULL
             AND (k.state = 'running' OR (k.state = 'scheduled' AND k.run_at <= $4))
             AND NOT EXISTS (SELECT 1 FROM point_accrual_items AS i
                 WHERE i.merchant_id = $1 AND i.accrual_id = k.id AND i.account_id = a.id)",
    );
    let by = actor_text(actor);
    let AloneRow { credited, debited } = tx.one(ALONE, values![account.value(), by.as_str(), since]).await?;
    let ComingRow { points } = tx.one(COMING, values![account.value(), by, now]).await?;
    Ok(AdjustedAlone { credited: credited.saturating_add(points), debited })
}

pub(super) async fn insert(tx: &WriteTx, pending: &PendingAdjustment) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("point_adjustments", PendingAdjustmentRow);
    tx.execute(INSERT, PendingAdjustmentRow::from(pending).into_values()).await.map(drop)
}

pub(super) async fn decide(tx: &WriteTx, pending: &PendingAdjustment) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update!("point_adjustments", PendingAdjustmentRow);
    tx.execute(UPDATE, PendingAdjustmentRow::from(pending).into_values()).await.map(drop)
}
