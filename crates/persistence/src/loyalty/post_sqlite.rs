//! Writes what was done with accounts on SQLite. There is one writer and each statement costs microseconds, so plain statements do.

use regulars_kernel::StoreError;

use super::account_row::{AccountRow, LotRow};
use super::earning_row::{EarningRow, UseRow};
use super::memberships::MembershipRow;
use super::operation_row::{MoveRow, OperationRow};
use super::posted::{ChangedAccount, Posted};
use super::told_rules_row::ToldRulesRow;
use crate::wall::{RowColumns, ScopedSql, WriteTx, insert_into, values};

pub(super) async fn post(tx: &WriteTx, posted: Posted) -> Result<(), StoreError> {
    const JOIN: ScopedSql = insert_into!("programme_members", MembershipRow, "ON CONFLICT DO NOTHING");
    const OPERATION: ScopedSql = insert_into!("point_operations", OperationRow);
    const LOT: ScopedSql = insert_into!("point_lots", LotRow);
    const MOVE: ScopedSql = insert_into!("point_lot_moves", MoveRow);
    const EARNING: ScopedSql = insert_into!("point_earnings", EarningRow);
    const TOLD: ScopedSql = insert_into!("point_told_rules", ToldRulesRow);
    const USE: ScopedSql = insert_into!(
        "point_rule_uses AS had",
        UseRow,
        "ON CONFLICT (merchant_id, account_id, rule_id, store_id, day) DO UPDATE
         SET times = had.times + excluded.times, points = had.points + excluded.points,
             quantity = had.quantity + excluded.quantity, amount = had.amount + excluded.amount"
    );
    let Posted { joins, new_accounts, accounts, operations, new_lots, changed_lots, .. } = posted;
    insert_each(tx, JOIN, joins).await?;
    write_accounts(tx, new_accounts, accounts).await?;
    insert_each(tx, OPERATION, operations).await?;
    insert_each(tx, LOT, new_lots).await?;
    change_lots(tx, changed_lots).await?;
    insert_each(tx, MOVE, posted.moves).await?;
    insert_each(tx, EARNING, posted.earnings).await?;
    take_back(tx, posted.taken_back).await?;
    insert_each(tx, USE, posted.uses).await?;
    insert_each(tx, TOLD, posted.told_rules).await
}

async fn insert_each<Row: RowColumns>(
    tx: &WriteTx,
    insert: ScopedSql,
    rows: Vec<Row>,
) -> Result<(), StoreError> {
    for row in rows {
        tx.execute(insert, row.into_values()).await?;
    }
    Ok(())
}

/// An account that somebody else has opened, or written to, refuses the whole.
async fn write_accounts(
    tx: &WriteTx,
    new: Vec<AccountRow>,
    changed: Vec<ChangedAccount>,
) -> Result<(), StoreError> {
    const OPEN: ScopedSql = insert_into!("point_accounts", AccountRow, "ON CONFLICT DO NOTHING");
    const CHANGE: ScopedSql = ScopedSql::new(
        "UPDATE point_accounts SET available = $4, pending = $5, reserved = $6, deficit = $7, last_operation = $8,
             merged_into = $9
         WHERE merchant_id = $1 AND id = $2 AND last_operation = $3",
    );
    for account in new {
        if tx.execute(OPEN, account.into_values()).await? == 0 {
            return Err(StoreError::Contended);
        }
    }
    for ChangedAccount { account, was_at } in changed {
        let AccountRow { id, available, pending, reserved, deficit, last_operation, merged_into, .. } =
            account;
        let row = values![id, was_at, available, pending, reserved, deficit, last_operation, merged_into];
        if tx.execute(CHANGE, row).await? == 0 {
            return Err(StoreError::Contended);
        }
    }
    Ok(())
}

async fn change_lots(tx: &WriteTx, lots: Vec<LotRow>) -> Result<(), StoreError> {
    const CHANGE: ScopedSql = ScopedSql::new(
        "UPDATE point_lots SET account_id = $3, remaining = $4, pending = $5, available_from = $6, expires_at = $7,
             due_at = $8
         WHERE merchant_id = $1 AND id = $2",
    );
    for lot in lots {
        let LotRow { id, account_id, remaining, pending, available_from, expires_at, due_at, .. } = lot;
        let row = values![id, account_id, remaining, pending, available_from, expires_at, due_at];
        tx.execute(CHANGE, row).await?;
    }
    Ok(())
}

async fn take_back(tx: &WriteTx, earnings: Vec<EarningRow>) -> Result<(), StoreError> {
    const TAKE_BACK: ScopedSql = ScopedSql::new(
        "UPDATE point_earnings SET taken_back = $6
         WHERE merchant_id = $1 AND purchase_id = $2 AND account_id = $3 AND rule_id = $4 AND line = $5",
    );
    for earning in earnings {
        let EarningRow { purchase_id, account_id, rule_id, line, taken_back, .. } = earning;
        tx.execute(TAKE_BACK, values![purchase_id, account_id, rule_id, line, taken_back]).await?;
    }
    Ok(())
}
