//! What is spent of the budgets of rules.

use async_trait::async_trait;
use regulars_kernel::StoreError;
use regulars_loyalty::{BudgetCount, RuleBudgetStore};

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct SpentRow {
    points: i64,
}

#[async_trait]
impl RuleBudgetStore for WriteTx {
    async fn count_rule_budgets(&mut self, counts: &[BudgetCount]) -> Result<Vec<i64>, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "INSERT INTO point_rule_budgets AS b (merchant_id, rule_id, since, begins_on, points)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (merchant_id, rule_id, since, begins_on) DO UPDATE SET points = b.points + excluded.points
             RETURNING points",
        );
        let mut spent = Vec::with_capacity(counts.len());
        for BudgetCount { rule, since, begins_on, points } in counts.iter().copied() {
            let row: SpentRow = self.one(COUNT, values![rule.value(), since, begins_on, points]).await?;
            spent.push(row.points);
        }
        Ok(spent)
    }
}
