//! Operations on points as they are listed and added up.

use std::collections::BTreeMap;

use regulars_kernel::{Instant, Page, PageRequest, PointAccountId, PurchaseId, StoreError};
use regulars_loyalty::{LotMove, OperationPosition, OperationQuery, PointBalance, PointOperation};
use uuid::Uuid;

use super::operation_row::{MoveRow, OperationRow};
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, select_from, values};

pub(super) async fn list(
    tx: &ReadTx,
    account: PointAccountId,
    asked: OperationQuery,
    page: PageRequest<OperationPosition>,
) -> Result<Page<PointOperation, OperationPosition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!(
        "point_operations",
        OperationRow,
        "WHERE merchant_id = $1 AND account_id = $2"
    ));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![account.value()]);
    if let Some(from) = asked.from {
        query.push(" AND recorded_at >= ?", values![from]);
    }
    if let Some(until) = asked.until {
        query.push(" AND recorded_at < ?", values![until]);
    }
    if let Some(kind) = asked.kind {
        query.push(" AND kind = ?", values![kind.name()]);
    }
    if let Some(OperationPosition(number)) = page.after {
        query.push(" AND number < ?", values![number]);
    }
    query.push(" ORDER BY number DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<OperationRow> = tx.query(query).await?;
    let operations = with_moves(tx, rows).await?;
    Ok(Page::from_surplus(operations, page.size, |operation| OperationPosition(operation.number)))
}

pub(super) async fn of_purchase(
    tx: &ReadTx,
    purchase: PurchaseId,
) -> Result<Vec<PointOperation>, StoreError> {
    const OF_PURCHASE: ScopedSql = ScopedSql::new(select_from!(
        "point_operations",
        OperationRow,
        "WHERE merchant_id = $1 AND purchase_id = $2 ORDER BY recorded_at, account_id, number"
    ));
    let rows: Vec<OperationRow> = tx.all(OF_PURCHASE, values![purchase.value()]).await?;
    with_moves(tx, rows).await
}

async fn with_moves(tx: &ReadTx, rows: Vec<OperationRow>) -> Result<Vec<PointOperation>, StoreError> {
    const MOVES: ScopedSql =
        ScopedSql::new(select_from!("point_lot_moves", MoveRow, "WHERE merchant_id = $1 AND "));
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut query = ScopedQuery::new(MOVES, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "operation_id", &ids));
    query.push(" ORDER BY operation_id, place", []);
    let moves: Vec<MoveRow> = tx.query(query).await?;
    let mut by_operation: BTreeMap<Uuid, Vec<LotMove>> = BTreeMap::new();
    for row in moves {
        by_operation.entry(row.operation_id).or_default().push(row.into());
    }
    let operation = |row: OperationRow| {
        let moves = by_operation.remove(&row.id).unwrap_or_default();
        row.with(moves)
    };
    rows.into_iter().map(operation).collect()
}

pub(super) async fn balance_before(
    tx: &ReadTx,
    account: PointAccountId,
    before: Instant,
) -> Result<PointBalance, StoreError> {
    #[derive(FromRow)]
    struct SumRow {
        available: i64,
        pending: i64,
        reserved: i64,
        deficit: i64,
    }
    const SUM: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(sum(o.available), 0) AS bigint) AS available,
             CAST(coalesce(sum(o.pending), 0) AS bigint) AS pending,
             CAST(coalesce(sum(o.reserved), 0) AS bigint) AS reserved,
             CAST(coalesce(sum(o.deficit), 0) AS bigint) AS deficit
         FROM point_operations AS o WHERE o.merchant_id = $1 AND o.account_id = $2 AND o.recorded_at < $3",
    );
    let SumRow { available, pending, reserved, deficit } =
        tx.one(SUM, values![account.value(), before]).await?;
    Ok(PointBalance { available, pending, reserved, deficit })
}
