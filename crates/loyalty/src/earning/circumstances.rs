//! What rules ask beside the receipt: whoever evaluates them has looked it up.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::EarningRuleId;

/// What was looked up, by the ids of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The rules that are for certain customers, of whom the buyer is none.
    pub for_others: BTreeSet<EarningRuleId>,
    /// What is left of the budgets of rules, in the smallest part of their points: 0 or more. A rule that is not there gives as
    /// if it had none.
    pub left_of_budgets: BTreeMap<EarningRuleId, i64>,
}
