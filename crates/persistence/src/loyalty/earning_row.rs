//! What lines earned by rules, and how much of each rule an account had, as rows.

use regulars_kernel::{Date, EarningRuleId, PointAccountId, PurchaseId, StoreError, StoreId};
use regulars_loyalty::{KeptEarning, RuleUse};
use serde::Serialize;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedSql, select_from, values};

/// The columns of `point_earnings`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct EarningRow {
    pub(super) purchase_id: Uuid,
    pub(super) account_id: Uuid,
    pub(super) rule_id: Uuid,
    pub(super) line: i64,
    points: i64,
    quantity: i64,
    amount: i64,
    day: Date,
    store_id: Option<Uuid>,
    pub(super) taken_back: i64,
}

impl From<&KeptEarning> for EarningRow {
    fn from(earning: &KeptEarning) -> Self {
        let KeptEarning { purchase, account, rule, line, points, quantity, amount, day, store, taken_back } =
            *earning;
        Self {
            purchase_id: purchase.value(),
            account_id: account.value(),
            rule_id: rule.value(),
            line: i64::from(line),
            points,
            quantity,
            amount,
            day,
            store_id: store.map(StoreId::value),
            taken_back,
        }
    }
}

impl TryFrom<EarningRow> for KeptEarning {
    type Error = StoreError;

    fn try_from(row: EarningRow) -> Result<Self, StoreError> {
        Ok(Self {
            purchase: PurchaseId::new(row.purchase_id),
            account: PointAccountId::new(row.account_id),
            rule: EarningRuleId::new(row.rule_id),
            line: u32::try_from(row.line).map_err(|error| inconsistent("point_earnings", error))?,
            points: row.points,
            quantity: row.quantity,
            amount: row.amount,
            day: row.day,
            store: row.store_id.map(StoreId::new),
            taken_back: row.taken_back,
        })
    }
}

pub(super) async fn of_purchase(tx: &ReadTx, purchase: PurchaseId) -> Result<Vec<KeptEarning>, StoreError> {
    const OF_PURCHASE: ScopedSql = ScopedSql::new(select_from!(
        "point_earnings",
        EarningRow,
        "WHERE merchant_id = $1 AND purchase_id = $2 ORDER BY account_id, rule_id, line"
    ));
    let rows: Vec<EarningRow> = tx.all(OF_PURCHASE, values![purchase.value()]).await?;
    rows.into_iter().map(KeptEarning::try_from).collect()
}

/// The columns of `point_rule_uses`.
#[derive(RowColumns, Serialize)]
pub(super) struct UseRow {
    account_id: Uuid,
    rule_id: Uuid,
    store_id: Uuid,
    day: Date,
    times: i64,
    points: i64,
    quantity: i64,
    amount: i64,
}

impl UseRow {
    /// A key has no part that is missing: receipts that name no store are kept under the id that is all zeros.
    pub(super) fn new(account: PointAccountId, had: &RuleUse) -> Self {
        let RuleUse { rule, store, day, times, points, quantity, amount } = *had;
        Self {
            account_id: account.value(),
            rule_id: rule.value(),
            store_id: store.map_or(Uuid::nil(), StoreId::value),
            day,
            times,
            points,
            quantity,
            amount,
        }
    }
}
