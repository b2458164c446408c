//! Pools of codes.

use regulars_kernel::{Instant, RewardId, RewardOrderId, StoreError};
use regulars_loyalty::RewardCode;
use serde_json::Value;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct CodeRow {
    code: String,
}

/// One statement, however many there are.
pub(super) async fn insert(
    tx: &WriteTx,
    reward: RewardId,
    codes: &[RewardCode],
    now: Instant,
) -> Result<Vec<String>, StoreError> {
    const INSERT: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO reward_codes (merchant_id, code, reward_id, added_at)
         SELECT $1, c.value, $2, $3 FROM json_each($4) AS c WHERE TRUE
         ON CONFLICT (merchant_id, code) DO NOTHING RETURNING code",
        "INSERT INTO reward_codes (merchant_id, code, reward_id, added_at)
         SELECT $1, c.code, $2, $3 FROM jsonb_array_elements_text($4::jsonb) AS c(code)
         ON CONFLICT (merchant_id, code) DO NOTHING RETURNING code",
    );
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let list = Value::Array(codes.iter().map(|code| Value::from(code.as_str())).collect());
    let rows: Vec<CodeRow> = tx.all(INSERT, values![reward.value(), now, list.to_string()]).await?;
    Ok(rows.into_iter().map(|row| row.code).collect())
}

/// Whoever hands out codes of a pool holds the row of its stock: nobody else is at the same ones.
pub(super) async fn assign(
    tx: &WriteTx,
    reward: RewardId,
    order: RewardOrderId,
    quantity: u32,
) -> Result<u64, StoreError> {
    const ASSIGN: ScopedSql = ScopedSql::new(
        "UPDATE reward_codes SET order_id = $3
         WHERE merchant_id = $1 AND order_id IS NULL AND code IN (
             SELECT c.code FROM reward_codes AS c
             WHERE c.merchant_id = $1 AND c.reward_id = $2 AND c.order_id IS NULL
             ORDER BY c.added_at, c.code LIMIT $4)",
    );
    tx.execute(ASSIGN, values![reward.value(), order.value(), i64::from(quantity)]).await
}
