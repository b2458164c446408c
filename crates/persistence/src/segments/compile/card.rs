//! Cards: the network's, reached by way of the member that the customer is.

use regulars_filters::TextComparison;

use super::Compiler;
use crate::wall::Condition;

impl Compiler {
    /// One of the member's active cards compares so. Numbers are stored in upper case.
    pub(super) fn card(&self, comparison: &TextComparison) -> Condition {
        let number = self.compare_text(&["k.number"], comparison);
        match comparison {
            TextComparison::OneOf(_) => self.found_in("c.member_id", "k.member_id", active_cards(number)),
            TextComparison::Present | TextComparison::Contains(_) | TextComparison::StartsWith(_) => {
                Self::of_any_card(number)
            }
        }
    }

    /// One of the member's active cards passes, as many do: those of each member are looked at, and not all gathered.
    pub(super) fn of_any_card(passes: Condition) -> Condition {
        Condition::new(&["EXISTS (SELECT 1 "], Vec::new())
            .then_condition(active_cards(passes))
            .then(&[" AND k.member_id = c.member_id)"], Vec::new())
            .never_unknown()
    }
}

fn active_cards(pass: Condition) -> Condition {
    Condition::new(&["FROM cards k WHERE k.status = 'active' AND ("], Vec::new())
        .then_condition(pass)
        .then(&[")"], Vec::new())
}
