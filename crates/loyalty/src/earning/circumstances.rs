//! What rules ask beside the receipt: whoever evaluates them has looked it up.

use std::collections::BTreeSet;

use regulars_kernel::EarningRuleId;

/// What was looked up of the buyer, by the ids of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The rules that are for certain customers, of whom the buyer is none.
    pub for_others: BTreeSet<EarningRuleId>,
}
