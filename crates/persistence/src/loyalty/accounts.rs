//! Accounts of points: found, held, and held against their ledger.

use std::collections::BTreeSet;

use regulars_kernel::{CustomerId, PointAccountId, PointLotId, ProgrammeId, StoreError};
use regulars_loyalty::{AccountWithLots, Lot, LotMove, PointTypeCode};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::account_row::{LotRow, accounts_of, accounts_with_lots};
use super::reservations::with_reservations;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, select_from, values};

const SELECT: ScopedSql = ScopedSql::new(accounts_with_lots!());

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

pub(super) async fn find(tx: &ReadTx, id: PointAccountId) -> Result<Option<AccountWithLots>, StoreError> {
    Ok(of_ids(tx, &[id.value()]).await?.pop())
}

/// In the order of their ids.
async fn of_ids(tx: &ReadTx, ids: &[Uuid]) -> Result<Vec<AccountWithLots>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND ", []);
    query.push_condition(Condition::one_of_ids(tx.backend(), "a.id", ids));
    query.push(" ORDER BY a.id, l.id", []);
    with_reservations(tx, accounts_of(tx.query(query).await?)?).await
}

pub(super) async fn of_customer(
    tx: &ReadTx,
    customer: CustomerId,
) -> Result<Vec<AccountWithLots>, StoreError> {
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(concat!(
        accounts_with_lots!(),
        " AND a.customer_id = $2 AND a.merged_into IS NULL ORDER BY a.id, l.id"
    ));
    with_reservations(tx, accounts_of(tx.all(OF_CUSTOMER, values![customer.value()]).await?)?).await
}

pub(super) async fn are_there(
    tx: &ReadTx,
    programme: ProgrammeId,
    point_type: Option<&PointTypeCode>,
) -> Result<bool, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id FROM point_accounts WHERE merchant_id = $1 AND programme_id = $2");
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![programme.value()]);
    if let Some(code) = point_type {
        query.push(" AND point_type = ?", values![code.as_str()]);
    }
    query.push(" LIMIT 1", []);
    let rows: Vec<IdRow> = tx.query(query).await?;
    Ok(!rows.is_empty())
}

/// The rows are held by one statement and read by the next one, because a statement that had to wait still reads them as they
/// stood before it waited.
pub(super) async fn hold(tx: &WriteTx, ids: &[PointAccountId]) -> Result<Vec<AccountWithLots>, StoreError> {
    const MEANT: ScopedSql = ScopedSql::new(
        "SELECT a.id FROM point_accounts AS a WHERE a.merchant_id = $1 AND a.id IN (
             SELECT coalesce(m.merged_into, m.id) FROM point_accounts AS m WHERE m.merchant_id = $1 AND ",
    );
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let asked: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
    let mut query = ScopedQuery::new(MEANT, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "m.id", &asked));
    query.push(") ORDER BY a.id", []);
    if tx.backend() == DbBackend::Postgres {
        query.push(" FOR NO KEY UPDATE", []);
    }
    let held: Vec<IdRow> = tx.query(query).await?;
    let held: Vec<Uuid> = held.into_iter().map(|row| row.id).collect();
    let accounts = of_ids(tx, &held).await?;
    // Its customer was merged while this waited: asked again, it is the other account.
    if accounts.iter().any(|found| found.account.merged_into.is_some()) {
        return Err(StoreError::Contended);
    }
    Ok(accounts)
}

pub(super) async fn expired(
    tx: &ReadTx,
    accounts: &[PointAccountId],
    lots: &[PointLotId],
) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct ExpiredRow {
        points: i64,
    }
    const SUM: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(-sum(m.amount), 0) AS bigint) AS points
         FROM point_operations AS o
         JOIN point_lot_moves AS m ON m.merchant_id = $1 AND m.operation_id = o.id
         WHERE o.merchant_id = $1 AND o.kind = 'expire' AND ",
    );
    let accounts: Vec<Uuid> = accounts.iter().map(|id| id.value()).collect();
    let lots: Vec<Uuid> = lots.iter().map(|id| id.value()).collect();
    let mut query = ScopedQuery::new(SUM, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "o.account_id", &accounts));
    query.push(" AND ", []);
    query.push_condition(Condition::one_of_ids(tx.backend(), "m.lot_id", &lots));
    let rows: Vec<ExpiredRow> = tx.query(query).await?;
    Ok(rows.iter().map(|row| row.points).sum())
}

pub(super) async fn redirect(
    tx: &WriteTx,
    from: PointAccountId,
    to: PointAccountId,
) -> Result<(), StoreError> {
    const REDIRECT: ScopedSql = ScopedSql::new(
        "UPDATE point_accounts SET merged_into = $3 WHERE merchant_id = $1 AND merged_into = $2",
    );
    // What is held for an order is held of the other account from then on.
    const ORDERS: ScopedSql =
        ScopedSql::new("UPDATE reward_orders SET account_id = $3 WHERE merchant_id = $1 AND account_id = $2");
    for sql in [REDIRECT, ORDERS] {
        tx.execute(sql, values![from.value(), to.value()]).await?;
    }
    Ok(())
}

pub(super) async fn lots_of(tx: &ReadTx, moves: &[LotMove]) -> Result<Vec<Lot>, StoreError> {
    const LOTS: ScopedSql = ScopedSql::new(select_from!("point_lots", LotRow, "WHERE merchant_id = $1 AND "));
    if moves.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<Uuid> = moves.iter().map(|one| one.lot.value()).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut query = ScopedQuery::new(LOTS, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "id", &ids));
    query.push(" ORDER BY id", []);
    let rows: Vec<LotRow> = tx.query(query).await?;
    Ok(rows.into_iter().map(Lot::from).collect())
}

pub(super) async fn inexact(tx: &ReadTx) -> Result<Vec<PointAccountId>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT a.id FROM point_accounts AS a
         LEFT JOIN (
             SELECT o.account_id, max(o.number) AS latest, count(*) AS lines, sum(o.available) AS available,
                 sum(o.pending) AS pending, sum(o.reserved) AS reserved, sum(o.deficit) AS deficit
             FROM point_operations AS o WHERE o.merchant_id = $1 GROUP BY o.account_id
         ) AS told ON told.account_id = a.id
         LEFT JOIN (
             SELECT l.account_id, sum(CASE WHEN l.pending THEN 0 ELSE l.remaining END) AS available,
                 sum(CASE WHEN l.pending THEN l.remaining ELSE 0 END) AS pending
             FROM point_lots AS l WHERE l.merchant_id = $1 AND l.remaining > 0 GROUP BY l.account_id
         ) AS lying ON lying.account_id = a.id
         LEFT JOIN (
             SELECT r.account_id, sum(r.points) AS reserved FROM point_reservations AS r
             WHERE r.merchant_id = $1 AND r.state = 'active' GROUP BY r.account_id
         ) AS held ON held.account_id = a.id
         WHERE a.merchant_id = $1 AND (
             a.last_operation <> coalesce(told.latest, 0) OR a.last_operation <> coalesce(told.lines, 0)
             OR a.available <> coalesce(told.available, 0) OR a.pending <> coalesce(told.pending, 0)
             OR a.reserved <> coalesce(told.reserved, 0) OR a.deficit <> coalesce(told.deficit, 0)
             OR a.available <> coalesce(lying.available, 0) OR a.pending <> coalesce(lying.pending, 0)
             OR a.reserved <> coalesce(held.reserved, 0))
         ORDER BY a.id",
    );
    let rows: Vec<IdRow> = tx.all(FIND, values![]).await?;
    Ok(rows.into_iter().map(|row| PointAccountId::new(row.id)).collect())
}
