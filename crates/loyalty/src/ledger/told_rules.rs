//! What the rules said of a receipt beside what they gave, kept so that a receipt that comes once more is told the same.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{EarningRuleId, PointAccountId, PurchaseId};

use crate::earning::cap::Cap;
use crate::earning::evaluate::{Earned, PassedOver, PassedOverReason};
use crate::programme::configuration::Configuration;

/// Which caps and budgets made what a receipt earned in an account less, and which rules gave it nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRules {
    /// The receipt.
    pub purchase: PurchaseId,
    /// The account.
    pub account: PointAccountId,
    /// The version of the programme whose rules they are.
    pub programme_version: u32,
    /// The rules that gave less because of caps, each with the places of those caps among its own, from 0.
    pub capped: BTreeMap<EarningRuleId, Vec<usize>>,
    /// The rules that gave less because their budgets were spent by it.
    pub out_of_budget: BTreeSet<EarningRuleId>,
    /// The rules that gave nothing, in the order of the rules.
    pub passed_over: Vec<(EarningRuleId, PassedOverReason)>,
}

impl ToldRules {
    /// What the rules of that version say. None where there is nothing to say.
    pub fn of(
        (purchase, account): (PurchaseId, PointAccountId),
        (programme_version, configuration): (u32, &Configuration),
        earned: &[Earned],
        passed_over: &[PassedOver],
    ) -> Option<Self> {
        let capped = earned.iter().filter(|one| !one.capped_by.is_empty()).map(|one| {
            let caps = configuration.rule(one.rule).map(|rule| rule.caps.as_slice()).unwrap_or_default();
            let place = |by: &Cap| caps.iter().position(|cap| cap == by);
            (one.rule, one.capped_by.iter().filter_map(place).collect())
        });
        let capped: BTreeMap<EarningRuleId, Vec<usize>> = capped.collect();
        let passed_over: Vec<_> = passed_over.iter().map(|one| (one.rule, one.because.reason())).collect();
        let spent = earned.iter().filter(|one| one.budget_spent);
        let out_of_budget: BTreeSet<EarningRuleId> = spent.map(|one| one.rule).collect();
        let is_something = !capped.is_empty() || !out_of_budget.is_empty() || !passed_over.is_empty();
        is_something.then_some(Self {
            purchase,
            account,
            programme_version,
            capped,
            out_of_budget,
            passed_over,
        })
    }

    /// The caps of a rule that made it less, in that version of its programme.
    pub fn caps_of(&self, configuration: &Configuration, rule: EarningRuleId) -> Vec<Cap> {
        let places = self.capped.get(&rule).into_iter().flatten();
        let caps = configuration.rule(rule).map(|rule| rule.caps.as_slice()).unwrap_or_default();
        places.filter_map(|place| caps.get(*place).copied()).collect()
    }
}
