//! Cards: the network's, reached by way of the member that the customer is, or of members whom a merge has joined to it.

use regulars_filters::TextComparison;

use super::Compiler;
use crate::wall::Condition;

impl Compiler {
    /// One of the customer's active cards compares so. Numbers are stored in upper case.
    pub(super) fn card(&self, comparison: &TextComparison) -> Condition {
        let number = self.compare_text(&["k.number"], comparison);
        match comparison {
            TextComparison::OneOf(_) => {
                let own = self.found_in("c.member_id", "k.member_id", active_cards(number.clone()));
                Condition::any(vec![own, of_joined_members(number)])
            }
            TextComparison::Present | TextComparison::Contains(_) | TextComparison::StartsWith(_) => {
                Self::of_any_card(number)
            }
        }
    }

    /// One of the customer's active cards passes, as many do: those of each customer are looked at, and not all gathered.
    pub(super) fn of_any_card(passes: Condition) -> Condition {
        let own = Condition::new(&["EXISTS (SELECT 1 "], Vec::new())
            .then_condition(active_cards(passes.clone()))
            .then(&[" AND k.member_id = c.member_id)"], Vec::new())
            .never_unknown();
        Condition::any(vec![own, of_joined_members(passes)])
    }
}

fn active_cards(pass: Condition) -> Condition {
    Condition::new(&["FROM cards k WHERE k.status = 'active' AND ("], Vec::new())
        .then_condition(pass)
        .then(&[")"], Vec::new())
}

fn of_joined_members(passes: Condition) -> Condition {
    Condition::new(
        &["EXISTS (SELECT 1 FROM joined_members j JOIN cards k ON k.member_id = j.member_id
            WHERE j.merchant_id = c.merchant_id AND k.status = 'active' AND ("],
        Vec::new(),
    )
    .then_condition(passes)
    .then(&[") AND j.customer_id = c.id)"], Vec::new())
    .never_unknown()
}
