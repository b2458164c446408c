//! Where what is spent of budgets is counted.

use async_trait::async_trait;
use regulars_kernel::StoreError;

use super::budget::BudgetCount;

/// The budgets of rules of one merchant.
#[async_trait]
pub trait RuleBudgetStore: Send {
    /// Counts these further, one after the other, and tells what is spent of each then. Whoever else counts one of them waits for the
    /// end of this transaction: who counts several does so in the order of rules, behind
    /// the accounts that it holds. To count nothing is to hold it.
    async fn count_rule_budgets(&mut self, counts: &[BudgetCount]) -> Result<Vec<i64>, StoreError>;
}
