//! Points that are held, as rows. What is held of an account is read only where its balance says that something is.

use std::collections::BTreeMap;

use regulars_kernel::{
    Instant, Page, PageRequest, PointAccountId, PointLotId, PointOperationId, PointReservationId, PurchaseId,
    RewardOrderId, StoreError,
};
use regulars_loyalty::{AccountWithLots, HeldReservation, Lot, PointReservation, Posting};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

const TABLE: &str = "point_reservations";

/// The columns of `point_reservations`.
#[derive(FromRow, RowColumns)]
struct PointReservationRow {
    id: Uuid,
    account_id: Uuid,
    operation_id: Uuid,
    points: i64,
    captured: i64,
    state: String,
    held_until: Option<Instant>,
    order_id: Option<Uuid>,
    made_at: Instant,
    ended_at: Option<Instant>,
}

/// A lot with what a reservation took of it.
#[derive(FromRow)]
struct ReservedLotRow {
    lot_id: Uuid,
    lot_account_id: Uuid,
    lot_operation_id: Uuid,
    lot_purchase_id: Option<Uuid>,
    lot_original: i64,
    lot_remaining: i64,
    lot_pending: bool,
    lot_available_from: Instant,
    lot_expires_at: Option<Instant>,
    taken: i64,
}

#[derive(FromRow)]
struct HeldRow {
    #[nested]
    reservation: PointReservationRow,
    #[nested]
    lot: ReservedLotRow,
}

/// Lots of reservations, of the merchant in `$1`, as far as conditions on the reservations that follow.
macro_rules! held_lots {
    ($columns:literal) => {
        concat!(
            "SELECT ",
            $columns,
            "l.id AS lot_id, l.account_id AS lot_account_id, l.operation_id AS lot_operation_id,
                 l.purchase_id AS lot_purchase_id, l.original AS lot_original, l.remaining AS lot_remaining,
                 l.pending AS lot_pending, l.available_from AS lot_available_from, l.expires_at AS lot_expires_at,
                 -m.amount AS taken
             FROM point_reservations AS r
             JOIN point_lot_moves AS m ON m.merchant_id = $1 AND m.operation_id = r.operation_id
             JOIN point_lots AS l ON l.merchant_id = $1 AND l.id = m.lot_id
             WHERE r.merchant_id = $1"
        )
    };
}

impl From<&PointReservation> for PointReservationRow {
    fn from(reservation: &PointReservation) -> Self {
        let PointReservation { id, account, operation, points, captured, state, until, order, .. } =
            reservation;
        Self {
            id: id.value(),
            account_id: account.value(),
            operation_id: operation.value(),
            points: *points,
            captured: *captured,
            state: state.name().to_owned(),
            held_until: *until,
            order_id: order.map(RewardOrderId::value),
            made_at: reservation.made_at,
            ended_at: reservation.ended_at,
        }
    }
}

impl TryFrom<PointReservationRow> for PointReservation {
    type Error = StoreError;

    fn try_from(row: PointReservationRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: PointReservationId::new(row.id),
            account: PointAccountId::new(row.account_id),
            operation: PointOperationId::new(row.operation_id),
            points: row.points,
            captured: row.captured,
            state: row.state.parse().map_err(|error| inconsistent(TABLE, error))?,
            until: row.held_until,
            order: row.order_id.map(RewardOrderId::new),
            made_at: row.made_at,
            ended_at: row.ended_at,
        })
    }
}

impl From<ReservedLotRow> for (Lot, i64) {
    fn from(row: ReservedLotRow) -> Self {
        let lot = Lot {
            id: PointLotId::new(row.lot_id),
            account: PointAccountId::new(row.lot_account_id),
            origin: PointOperationId::new(row.lot_operation_id),
            purchase: row.lot_purchase_id.map(PurchaseId::new),
            original: row.lot_original,
            remaining: row.lot_remaining,
            pending: row.lot_pending,
            available_from: row.lot_available_from,
            expires_at: row.lot_expires_at,
        };
        (lot, row.taken)
    }
}

/// The accounts with what is held of them. No statement where nothing is.
pub(super) async fn with_reservations(
    tx: &ReadTx,
    mut accounts: Vec<AccountWithLots>,
) -> Result<Vec<AccountWithLots>, StoreError> {
    const HELD: ScopedSql = ScopedSql::new(held_lots!(
        "r.id, r.account_id, r.operation_id, r.points, r.captured, r.state, r.held_until, r.order_id, r.made_at,
                 r.ended_at, "
    ));
    let holding = accounts.iter().filter(|found| found.account.balance.reserved > 0);
    let ids: Vec<Uuid> = holding.map(|found| found.account.id.value()).collect();
    if ids.is_empty() {
        return Ok(accounts);
    }
    let mut query = ScopedQuery::new(HELD, tx.backend(), values![]);
    query.push(" AND r.state = 'active' AND ", []);
    query.push_condition(Condition::one_of_ids(tx.backend(), "r.account_id", &ids));
    query.push(" ORDER BY r.id, l.id", []);
    let rows: Vec<HeldRow> = tx.query(query).await?;
    let mut held: BTreeMap<PointReservationId, HeldReservation> = BTreeMap::new();
    for HeldRow { reservation, lot } in rows {
        let reservation = PointReservation::try_from(reservation)?;
        let id = reservation.id;
        let one = held.entry(id).or_insert_with(|| HeldReservation { reservation, lots: Vec::new() });
        one.lots.push(lot.into());
    }
    for one in held.into_values() {
        let account = one.reservation.account;
        if let Some(found) = accounts.iter_mut().find(|found| found.account.id == account) {
            found.reservations.push(one);
        }
    }
    Ok(accounts)
}

pub(super) async fn find(
    tx: &ReadTx,
    account: PointAccountId,
    id: PointReservationId,
) -> Result<Option<PointReservation>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "point_reservations",
        PointReservationRow,
        "WHERE merchant_id = $1 AND account_id = $2 AND id = $3"
    ));
    let row: Option<PointReservationRow> = tx.optional(FIND, values![account.value(), id.value()]).await?;
    row.map(PointReservation::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    account: PointAccountId,
    page: PageRequest<PointReservationId>,
) -> Result<Page<PointReservation, PointReservationId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!(
        "point_reservations",
        PointReservationRow,
        "WHERE merchant_id = $1 AND account_id = $2"
    ));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![account.value()]);
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<PointReservationRow> = tx.query(query).await?;
    let found = rows.into_iter().map(PointReservation::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(found, page.size, |reservation| reservation.id))
}

pub(super) async fn lots_of(
    tx: &ReadTx,
    reservation: PointReservationId,
) -> Result<Vec<(Lot, i64)>, StoreError> {
    const LOTS: ScopedSql = ScopedSql::new(concat!(held_lots!(""), " AND r.id = $2 ORDER BY l.id"));
    let rows: Vec<ReservedLotRow> = tx.all(LOTS, values![reservation.value()]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Writes reservations that are new or have changed, one by one: an account has few at a time.
pub(super) async fn write(tx: &WriteTx, postings: &[Posting]) -> Result<(), StoreError> {
    const WRITE: ScopedSql = insert_into!(
        "point_reservations",
        PointReservationRow,
        "ON CONFLICT (merchant_id, id) DO UPDATE
         SET account_id = excluded.account_id, captured = excluded.captured, state = excluded.state,
             held_until = excluded.held_until, ended_at = excluded.ended_at"
    );
    for reservation in postings.iter().flat_map(|posting| &posting.reservations) {
        tx.execute(WRITE, PointReservationRow::from(reservation).into_values()).await?;
    }
    Ok(())
}
