//! "Is among the rows of a sub-query", in the form that each database plans best.

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    /// `outer`, a column of `customers c`, is found in `column` of the rows. `rows` begins with `FROM` and ends inside
    /// its `WHERE`.
    ///
    /// PostgreSQL plans `EXISTS` as a join, either way round. SQLite would run it again for every customer, but runs a
    /// sub-query of `IN` that does not depend on the customer once.
    pub(super) fn found_in(&self, outer: &'static str, column: &'static str, rows: Condition) -> Condition {
        if self.is_sqlite() {
            Condition::new(&[outer, " IN (SELECT ", column, " "], Vec::new())
                .then_condition(rows)
                .then(&[" AND ", column, " IS NOT NULL)"], Vec::new())
        } else {
            Condition::new(&["EXISTS (SELECT 1 "], Vec::new())
                .then_condition(rows)
                .then(&[" AND ", column, " = ", outer, ")"], Vec::new())
                .never_unknown()
        }
    }

    /// The customer is found in `column` of the rows, grouped by that column, of which `having` holds. `rows` begins with
    /// `FROM` and ends inside its `WHERE`.
    pub(super) fn found_in_groups(
        &mut self,
        column: &'static str,
        rows: Condition,
        having: Condition,
    ) -> Condition {
        self.asks_groups = true;
        let groups = rows
            .then(&[" AND ", column, " IS NOT NULL GROUP BY ", column, " HAVING "], Vec::new())
            .then_condition(having);
        if self.is_sqlite() {
            Condition::new(&["c.id IN (SELECT ", column, " "], Vec::new())
                .then_condition(groups)
                .then(&[")"], Vec::new())
                .never_unknown()
        } else {
            Condition::new(&["EXISTS (SELECT 1 FROM (SELECT ", column, " AS customer_id "], Vec::new())
                .then_condition(groups)
                .then(&[") found WHERE found.customer_id = c.id)"], Vec::new())
                .never_unknown()
        }
    }

    /// Restricts rows to the one customer that the query is about.
    pub(super) fn of_the_one(&self, rows: Condition, column: &'static str) -> Condition {
        match self.only {
            Some(customer) => rows.then(&[" AND ", column, " = ?"], values![customer.value()]),
            None => rows,
        }
    }
}
