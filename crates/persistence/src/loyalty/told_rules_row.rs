//! What the rules said of a receipt beside what they gave, as a row: the rules are one document.

use std::collections::BTreeMap;

use regulars_kernel::{EarningRuleId, PointAccountId, PurchaseId, StoreError};
use regulars_loyalty::{PassedOverReason, ToldRules};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedSql, values};

/// The columns of `point_told_rules`.
#[derive(RowColumns, Serialize)]
pub(super) struct ToldRulesRow {
    purchase_id: Uuid,
    account_id: Uuid,
    programme_version: i64,
    told: Value,
}

impl From<&ToldRules> for ToldRulesRow {
    fn from(told: &ToldRules) -> Self {
        let ToldRules { purchase, account, programme_version, capped, out_of_budget, passed_over } = told;
        let capped: BTreeMap<String, &Vec<usize>> =
            capped.iter().map(|(rule, caps)| (rule.to_string(), caps)).collect();
        let spent: Vec<String> = out_of_budget.iter().map(EarningRuleId::to_string).collect();
        let passed_over: Vec<(String, &str)> =
            passed_over.iter().map(|(rule, reason)| (rule.to_string(), reason.name())).collect();
        Self {
            purchase_id: purchase.value(),
            account_id: account.value(),
            programme_version: i64::from(*programme_version),
            told: json!({"capped": capped, "out_of_budget": spent, "passed_over": passed_over}),
        }
    }
}

/// As it is read: of the document its text.
#[derive(FromRow)]
struct FoundToldRulesRow {
    account_id: Uuid,
    programme_version: i64,
    told: String,
}

#[derive(Deserialize)]
struct ToldDocument {
    capped: BTreeMap<Uuid, Vec<usize>>,
    /// Receipts from before there were budgets have none.
    #[serde(default)]
    out_of_budget: Vec<Uuid>,
    passed_over: Vec<(Uuid, String)>,
}

pub(super) async fn of_purchase(tx: &ReadTx, purchase: PurchaseId) -> Result<Vec<ToldRules>, StoreError> {
    const OF_PURCHASE: ScopedSql = ScopedSql::new(
        "SELECT account_id, programme_version, CAST(told AS text) AS told FROM point_told_rules
         WHERE merchant_id = $1 AND purchase_id = $2 ORDER BY account_id",
    );
    let rows: Vec<FoundToldRulesRow> = tx.all(OF_PURCHASE, values![purchase.value()]).await?;
    rows.into_iter().map(|row| told_rules(purchase, row)).collect()
}

fn told_rules(purchase: PurchaseId, row: FoundToldRulesRow) -> Result<ToldRules, StoreError> {
    let ToldDocument { capped, out_of_budget, passed_over } =
        serde_json::from_str(&row.told).map_err(wrong)?;
    let reason = |(rule, reason): (Uuid, String)| {
        let reason: PassedOverReason = reason.parse().map_err(wrong)?;
        Ok((EarningRuleId::new(rule), reason))
    };
    Ok(ToldRules {
        purchase,
        account: PointAccountId::new(row.account_id),
        programme_version: u32::try_from(row.programme_version).map_err(wrong)?,
        capped: capped.into_iter().map(|(rule, caps)| (EarningRuleId::new(rule), caps)).collect(),
        out_of_budget: out_of_budget.into_iter().map(EarningRuleId::new).collect(),
        passed_over: passed_over.into_iter().map(reason).collect::<Result<_, StoreError>>()?,
    })
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("point_told_rules", what)
}
