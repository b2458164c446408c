//! Operations on points, and what they did to lots, as rows.

use regulars_kernel::{
    Instant, PointAccountId, PointAccrualId, PointLotId, PointOperationId, PurchaseId, RefundId, StoreError,
};
use regulars_loyalty::{
    AdjustmentReason, Cause, CounterPlace, Entry, LotMove, OperationKind, PointBalance, PointOperation,
};
use serde::Serialize;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "point_operations";

/// The columns of `point_operations`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct OperationRow {
    account_id: Uuid,
    number: i64,
    pub(super) id: Uuid,
    kind: String,
    occurred_at: Instant,
    recorded_at: Instant,
    available: i64,
    pending: i64,
    reserved: i64,
    deficit: i64,
    counter_place: String,
    counter: i64,
    purchase_id: Option<Uuid>,
    refund_id: Option<Uuid>,
    programme_version: i64,
    reason: Option<String>,
    actor: String,
    accrual_id: Option<Uuid>,
}

impl From<&PointOperation> for OperationRow {
    fn from(operation: &PointOperation) -> Self {
        let PointOperation { id, account, number, kind, occurred_at, recorded_at, entry, cause, moves: _ } =
            operation;
        let Entry { account: PointBalance { available, pending, reserved, deficit }, place, counter } =
            *entry;
        let Cause { actor, purchase, refund, programme_version, reason, accrual } = cause;
        Self {
            account_id: account.value(),
            number: *number,
            id: id.value(),
            kind: kind.name().to_owned(),
            occurred_at: *occurred_at,
            recorded_at: *recorded_at,
            available,
            pending,
            reserved,
            deficit,
            counter_place: place.name().to_owned(),
            counter,
            purchase_id: purchase.map(PurchaseId::value),
            refund_id: refund.map(RefundId::value),
            programme_version: i64::from(*programme_version),
            reason: reason.map(|reason| reason.name().to_owned()),
            actor: actor_text(*actor),
            accrual_id: accrual.map(PointAccrualId::value),
        }
    }
}

impl OperationRow {
    /// The operation with what it did to lots.
    pub(super) fn with(self, moves: Vec<LotMove>) -> Result<PointOperation, StoreError> {
        let kind: OperationKind = self.kind.parse().map_err(wrong)?;
        let place: CounterPlace = self.counter_place.parse().map_err(wrong)?;
        let reason = self.reason.as_deref().map(str::parse::<AdjustmentReason>).transpose().map_err(wrong)?;
        let Self { available, pending, reserved, deficit, counter, .. } = self;
        Ok(PointOperation {
            id: PointOperationId::new(self.id),
            account: PointAccountId::new(self.account_id),
            number: self.number,
            kind,
            occurred_at: self.occurred_at,
            recorded_at: self.recorded_at,
            entry: Entry { account: PointBalance { available, pending, reserved, deficit }, place, counter },
            cause: Cause {
                actor: actor_of(TABLE, &self.actor)?,
                purchase: self.purchase_id.map(PurchaseId::new),
                refund: self.refund_id.map(RefundId::new),
                programme_version: u32::try_from(self.programme_version).map_err(wrong)?,
                reason,
                accrual: self.accrual_id.map(PointAccrualId::new),
            },
            moves,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

/// The columns of `point_lot_moves`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct MoveRow {
    pub(super) operation_id: Uuid,
    place: i64,
    lot_id: Uuid,
    amount: i64,
}

impl MoveRow {
    /// The moves of an operation in their order.
    pub(super) fn of(operation: &PointOperation) -> impl Iterator<Item = Self> {
        (1..).zip(&operation.moves).map(|(place, LotMove { lot, amount })| Self {
            operation_id: operation.id.value(),
            place,
            lot_id: lot.value(),
            amount: *amount,
        })
    }
}

impl From<MoveRow> for LotMove {
    fn from(row: MoveRow) -> Self {
        Self { lot: PointLotId::new(row.lot_id), amount: row.amount }
    }
}
