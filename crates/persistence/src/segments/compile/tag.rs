//! Tags.

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn tag(&self, folded_name: &str) -> Condition {
        // The tag is looked up once, so that each customer costs one look into an index at most.
        let tagged = Condition::new(
            &["FROM customer_tags ct WHERE ct.merchant_id = $1 \
               AND ct.tag_id = (SELECT g.id FROM tags g WHERE g.merchant_id = $1 AND g.name_folded = ?)"],
            values![folded_name],
        );
        self.found_in("c.id", "ct.customer_id", self.of_the_one(tagged, "ct.customer_id")).never_unknown()
    }
}
