//! Tags.

use regulars_kernel::TagId;

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    /// The customer has the tag with that id, or with that folded name where the id is not known.
    pub(super) fn tag(&self, id: Option<TagId>, folded_name: &str) -> Condition {
        // The tag is looked up once, so that each customer costs one look into an index at most.
        let tagged = match id {
            Some(id) => Condition::new(
                &["FROM customer_tags ct WHERE ct.merchant_id = $1 AND ct.tag_id = ?"],
                values![id.value()],
            ),
            None => Condition::new(
                &["FROM customer_tags ct WHERE ct.merchant_id = $1 \
                   AND ct.tag_id = (SELECT g.id FROM tags g WHERE g.merchant_id = $1 AND g.name_folded = ?)"],
                values![folded_name],
            ),
        };
        self.found_in("c.id", "ct.customer_id", self.of_the_one(tagged, "ct.customer_id")).never_unknown()
    }
}
