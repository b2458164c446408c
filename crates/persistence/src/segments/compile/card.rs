//! Cards: the network's, reached by way of the member that the customer is.

use regulars_filters::TextComparison;

use super::Compiler;
use crate::wall::Condition;

impl Compiler {
    /// One of the customer's active cards compares so. Numbers are stored in upper case.
    pub(super) fn card(&self, comparison: &TextComparison) -> Condition {
        let number = || self.compare_text(&["k.number"], comparison);
        let active = Condition::new(&["FROM cards k WHERE k.status = 'active' AND ("], Vec::new())
            .then_condition(number())
            .then(&[")"], Vec::new());
        let joined = Condition::new(
            &["FROM joined_members j JOIN cards k ON k.member_id = j.member_id
               WHERE j.merchant_id = c.merchant_id AND k.status = 'active' AND ("],
            Vec::new(),
        )
        .then_condition(number())
        .then(&[")"], Vec::new());
        let own = match comparison {
            TextComparison::OneOf(_) => self.found_in("c.member_id", "k.member_id", active),
            // Many cards pass: look at those of each member instead of gathering them all.
            TextComparison::Present | TextComparison::Contains(_) | TextComparison::StartsWith(_) => {
                Condition::new(&["EXISTS (SELECT 1 "], Vec::new())
                    .then_condition(active)
                    .then(&[" AND k.member_id = c.member_id)"], Vec::new())
                    .never_unknown()
            }
        };
        // Those of members whom a merge has joined to the customer.
        let others = Condition::new(&["EXISTS (SELECT 1 "], Vec::new())
            .then_condition(joined)
            .then(&[" AND j.customer_id = c.id)"], Vec::new())
            .never_unknown();
        Condition::any(vec![own, others])
    }
}
