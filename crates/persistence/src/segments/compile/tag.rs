//! Tags.

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn tag(&self, folded_name: &str) -> Condition {
        let tagged = Condition::new(
            &["FROM tags g JOIN customer_tags ct ON ct.merchant_id = $1 AND ct.tag_id = g.id \
               WHERE g.merchant_id = $1 AND g.name_folded = ?"],
            values![folded_name],
        );
        self.found_in("c.id", "ct.customer_id", self.of_the_one(tagged, "ct.customer_id")).never_unknown()
    }
}
