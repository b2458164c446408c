//! The budgets of rules: held before a receipt earns of them, counted with what it earns, and given back by refunds.

use std::collections::BTreeMap;

use regulars_kernel::{Currency, Date, EarningRuleId, Instant, StoreError};
use regulars_loyalty::{
    BudgetCount, Configuration, KeptEarning, ReceiptView, RuleBudget, due_to_take_back, evaluate,
};
use regulars_purchases::Purchase;

use super::points_of_sale::PointsOfSale;
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;
use super::take_back_points::GivenBack;

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

/// Counts what a receipt has earned of budgets that it holds.
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
        for one in told.flat_map(|told| &told.earnings) {
            if let Some(budget) = own.get(&one.rule) {
                counts.add(&budget.count(one.rule, day, one.points));
            }
        }
    }
    counts.write(store).await
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

    /// Adds what a refund gives back of what lines of a purchase earned, as far as it was counted when they earned it.
    pub fn give_back(
        &mut self,
        configuration: &Configuration,
        purchase: &Purchase,
        back: &GivenBack,
        kept: &[&KeptEarning],
    ) {
        for earning in kept {
            let budget = configuration.rule(earning.rule).and_then(|rule| rule.budget);
            let Some(budget) = budget.filter(|budget| budget.since <= purchase.recorded_at) else { continue };
            let Some(line) = purchase.lines.iter().find(|line| line.number == earning.line) else { continue };
            let bought = line.line.quantity.thousandths();
            if bought > 0 && back.lines.get(&earning.line).is_some_and(|now| *now != 0) {
                let due = due_to_take_back(earning, bought, line.refunded_thousandths);
                self.add(&budget.count(earning.rule, earning.day, -due));
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
