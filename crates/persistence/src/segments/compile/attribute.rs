//! Custom attributes.

use regulars_customers::number_of_date;
use regulars_filters::{AttributeComparison, HalfOpenRange};
use regulars_kernel::AttributeId;

use super::Compiler;
use super::number::compare;
use crate::wall::{Condition, values};

impl Compiler {
    /// The customer has a value of the attribute of which the comparison holds. A number stands in the index in front of a
    /// text, and that of a text is zero.
    pub(super) fn attribute(&self, id: AttributeId, comparison: &AttributeComparison) -> Condition {
        let head = Condition::new(
            &["FROM customer_attributes ca WHERE ca.merchant_id = $1 AND ca.attribute_id = ?"],
            values![id.value()],
        );
        let rows = match comparison {
            AttributeComparison::Present => head,
            AttributeComparison::Text(comparison) => head
                .then(&[" AND ca.number = 0 AND ("], Vec::new())
                .then_condition(self.compare_text(&["ca.folded"], comparison))
                .then(&[")"], Vec::new()),
            AttributeComparison::Number(comparison) => {
                head.then(&[" AND "], Vec::new()).then_condition(compare("ca.number", *comparison))
            }
            AttributeComparison::Date(HalfOpenRange { from, until }) => {
                let mut rows = head;
                if let Some(from) = from {
                    rows = rows.then(&[" AND ca.number >= ?"], values![number_of_date(*from)]);
                }
                if let Some(until) = until {
                    rows = rows.then(&[" AND ca.number < ?"], values![number_of_date(*until)]);
                }
                rows
            }
        };
        self.found_in("c.id", "ca.customer_id", self.of_the_one(rows, "ca.customer_id")).never_unknown()
    }
}
