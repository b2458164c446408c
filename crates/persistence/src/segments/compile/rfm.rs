//! RFM classes: the class in which a customer stands, who may stand in none.

use regulars_filters::TextComparison;

use super::Compiler;
use crate::wall::Condition;

impl Compiler {
    /// The customer stands in a class of which the comparison holds.
    pub(super) fn rfm_class(&self, comparison: &TextComparison) -> Condition {
        let standings = Condition::new(&["FROM customer_rfm r WHERE r.merchant_id = $1"], Vec::new());
        let standings = match comparison {
            TextComparison::Present => standings,
            other => {
                let in_class = self.compare_text(&["r.class"], other);
                standings.then(&[" AND "], Vec::new()).then_condition(in_class)
            }
        };
        self.found_in("c.id", "r.customer_id", self.of_the_one(standings, "r.customer_id")).never_unknown()
    }
}
