//! Tests of carts that are abandoned.

use regulars_filters::CartsTest;
use regulars_kernel::Instant;

use super::Compiler;
use super::instant::within;
use super::number::{compare, passes_zero};
use crate::carts::state::abandoned_carts;
use crate::wall::{Condition, values};

impl Compiler {
    /// What is in the carts of who has none comes to zero, and of a latest one that is missing no comparison holds.
    pub(super) fn carts(&mut self, at: Instant, test: CartsTest) -> Condition {
        const TOTAL: &str = "CAST(coalesce(sum(k.total), 0) AS bigint)";
        let rows = Condition::new(&[concat!("FROM ", abandoned_carts!("?"))], values![at, at]);
        let rows = self.of_the_one(rows, "k.customer_id");
        let there_is_one = || Condition::new(&["count(*) > 0"], Vec::new());
        match test {
            CartsTest::Any => self.found_in_groups("k.customer_id", rows, there_is_one()),
            CartsTest::Latest(range) => {
                let having = within("max(k.abandons_at)", range).unwrap_or_else(there_is_one);
                self.found_in_groups("k.customer_id", rows, having)
            }
            CartsTest::Total(comparison) => {
                let having = compare(TOTAL, comparison).never_unknown();
                if passes_zero(comparison) {
                    self.found_in_groups("k.customer_id", rows, having.negated()).negated()
                } else {
                    self.found_in_groups("k.customer_id", rows, having)
                }
            }
        }
    }
}
