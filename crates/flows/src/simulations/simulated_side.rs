//! What the receipts of a customer give by a configuration.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{Date, EarningRuleId, PointAccountId, PurchaseId, StoreId};
use regulars_loyalty::{
    BudgetsSpent, Circumstances, Configuration, Earned, KeptEarning, RuleUse, SimulatedSide, evaluate,
};
use uuid::Uuid;

use super::past_receipt::PastReceipt;

/// Evaluates the receipts of a customer one after another, as they count. Caps count what was had within the simulation, and budgets
/// what is spent of them in it so far; both net of what was given back.
pub(super) fn simulated_side(
    configuration: &Configuration,
    receipts: &mut [PastReceipt],
    for_others: &BTreeSet<EarningRuleId>,
    spent: &mut BudgetsSpent,
) -> SimulatedSide {
    let mut side = SimulatedSide::default();
    let mut uses: BTreeMap<(EarningRuleId, Option<StoreId>, Date), RuleUse> = BTreeMap::new();
    for receipt in receipts {
        let (store, day) = (receipt.facts.store, receipt.facts.at.date());
        receipt.facts.circumstances = Circumstances {
            for_others: for_others.clone(),
            left_of_budgets: left_of_budgets(configuration, day, spent),
        };
        let had: Vec<RuleUse> = uses.values().copied().collect();
        let evaluation = evaluate(configuration, receipt.currency, &receipt.facts, &had);
        for earned in &evaluation.earned {
            let left = left_of(receipt, earned);
            side.add(left.rule, &left.point_type, left.points);
            let nothing =
                RuleUse { rule: left.rule, store, day, times: 0, points: 0, quantity: 0, amount: 0 };
            let had = uses.entry((left.rule, store, day)).or_insert(nothing);
            had.times += i64::from(left.points > 0);
            had.points = had.points.saturating_add(left.points);
            had.quantity = had.quantity.saturating_add(left.quantity);
            had.amount = had.amount.saturating_add(left.amount);
            if let Some(budget) = configuration.rule(left.rule).and_then(|rule| rule.budget) {
                let of_period = spent.entry((left.rule, budget.per.begins_on(day))).or_default();
                *of_period = of_period.saturating_add(left.points);
            }
        }
    }
    side
}

/// What is left of each budget in the period in which a day lies.
fn left_of_budgets(
    configuration: &Configuration,
    day: Date,
    spent: &BudgetsSpent,
) -> BTreeMap<EarningRuleId, i64> {
    let with_budget = configuration.earning_rules.iter().filter_map(|rule| Some((rule.id, rule.budget?)));
    let left = with_budget.map(|(rule, budget)| {
        let had = spent.get(&(rule, budget.per.begins_on(day))).copied().unwrap_or_default();
        (rule, budget.points.saturating_sub(had).max(0))
    });
    left.collect()
}

/// What a rule gives for what was not given back, exactly as refunds take it back.
fn left_of(receipt: &PastReceipt, earned: &Earned) -> Earned {
    let kept = earned.lines.iter().map(|line| {
        receipt.given_back.noted(KeptEarning {
            purchase: PurchaseId::new(Uuid::nil()),
            account: PointAccountId::new(Uuid::nil()),
            rule: earned.rule,
            line: line.line,
            points: line.points,
            quantity: line.quantity,
            amount: line.amount,
            day: receipt.facts.at.date(),
            store: receipt.facts.store,
            taken_back: 0,
        })
    });
    let kept: Vec<KeptEarning> = kept.collect();
    receipt.given_back.left_of(earned, &kept)
}
