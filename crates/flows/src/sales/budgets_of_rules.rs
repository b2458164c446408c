//! The budgets of rules: held before a receipt earns of them, counted with what it earns, and given back by refunds.

use std::collections::BTreeMap;

use regulars_kernel::{Currency, Date, EarningRuleId, Instant, StoreError};
use regulars_loyalty::{
    BudgetCount, Configuration, EarningTrigger, KeptEarning, OpenAccount, OperationKind, ReceiptView,
    RuleBudget, evaluate,
};

use super::points_of_sale::PointsOfSale;
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;
use super::take_back_points::shares;

/// Holds the budgets of the programmes in which a receipt would earn of one, and tells what is left of them. Where it would not,
/// nothing is asked, and receipts do not wait for each other.
pub(super) async fn hold_budgets(
    store: &mut dyn SaleStore,
    standings: &[MemberStanding],
    receipt: &ReceiptView,
    currency: Currency,
) -> Result<BTreeMap<EarningRuleId, i64>, StoreError> {
    let mut budgets: BTreeMap<EarningRuleId, RuleBudget> = BTreeMap::new();
    for standing in standings {
        let own: BTreeMap<_, _> = budgets_of(standing.configuration()).collect();
        if own.is_empty() {
            continue;
        }
        let evaluation = evaluate(standing.configuration(), currency, receipt, &standing.uses);
        if evaluation.earned.iter().any(|one| one.points != 0 && own.contains_key(&one.rule)) {
            budgets.extend(own);
        }
    }
    if budgets.is_empty() {
        return Ok(BTreeMap::new());
    }
    let day = receipt.at.date();
    let counts: Vec<BudgetCount> = budgets.iter().map(|(rule, budget)| budget.count(*rule, day, 0)).collect();
    let spent = store.count_rule_budgets(&counts).await?;
    let left = budgets.into_iter().zip(spent);
    Ok(left.map(|((rule, budget), spent)| (rule, (budget.points - spent).max(0))).collect())
}

/// Counts what a receipt has earned of budgets that it holds. What goods that were handed back on it take from the buyer counts as far as
/// it was really taken, or is owed.
pub(super) async fn count_earned(
    store: &mut dyn SaleStore,
    standings: &[MemberStanding],
    points: &[PointsOfSale],
    day: Date,
) -> Result<(), StoreError> {
    let mut counts = BudgetCounts::default();
    for standing in standings {
        let own: BTreeMap<_, _> = budgets_of(standing.configuration()).collect();
        let told = points.iter().filter(|told| told.programme == standing.programme.id);
        for told in told {
            let negative: Vec<i64> = told.earnings.iter().map(|one| one.points.min(0)).collect();
            let let_go = shares(waived(standing, told), &negative);
            for (one, let_go) in told.earnings.iter().zip(let_go) {
                if let Some(budget) = own.get(&one.rule) {
                    counts.add(&budget.count(one.rule, day, one.points + let_go));
                }
            }
        }
    }
    counts.write(store).await
}

/// How many of the points that a receipt takes from its buyer were not there, and were let go.
fn waived(standing: &MemberStanding, told: &PointsOfSale) -> i64 {
    let operations = standing.accounts.get(&told.point_type).map(OpenAccount::last_operations);
    let taken = operations.into_iter().flatten().filter(|done| done.kind == OperationKind::Clawback);
    let taken: i64 = taken.map(|done| done.entry.counter).sum();
    (told.earned.min(0).saturating_neg() - taken).max(0)
}

fn budgets_of(configuration: &Configuration) -> impl Iterator<Item = (EarningRuleId, RuleBudget)> + '_ {
    configuration.earning_rules.iter().filter_map(|rule| Some((rule.id, rule.budget?)))
}

/// What is to be counted, in the order of rules.
#[derive(Default)]
pub(super) struct BudgetCounts(BTreeMap<(EarningRuleId, Date), (Instant, i64)>);

impl BudgetCounts {
    fn add(&mut self, count: &BudgetCount) {
        let BudgetCount { rule, since, begins_on, points } = *count;
        self.0.entry((rule, begins_on)).or_insert((since, 0)).1 += points;
    }

    /// Adds what a refund has really taken of what lines of a purchase earned, as far as it was counted when they earned it.
    pub fn give_back(
        &mut self,
        configuration: &Configuration,
        taken: &[(KeptEarning, i64)],
        earned_at: impl Fn(EarningTrigger) -> Instant,
    ) {
        for (earning, points) in taken {
            let Some(rule) = configuration.rule(earning.rule) else { continue };
            let budget = rule.budget.filter(|budget| budget.since <= earned_at(rule.trigger));
            if let Some(budget) = budget {
                self.add(&budget.count(earning.rule, earning.day, -points));
            }
        }
    }

    /// Counts it all. Costs nothing where there is nothing.
    pub async fn write(self, store: &mut dyn SaleStore) -> Result<(), StoreError> {
        let counts = self.0.into_iter().filter(|(_, (_, points))| *points != 0);
        let counts: Vec<BudgetCount> = counts
            .map(|((rule, begins_on), (since, points))| BudgetCount { rule, since, begins_on, points })
            .collect();
        if counts.is_empty() {
            return Ok(());
        }
        store.count_rule_budgets(&counts).await.map(drop)
    }
}
