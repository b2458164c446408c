//! The share of what was bought that passes `where`.

use regulars_filters::{NumberComparison, ResolvedPurchases, Shared};

use crate::segments::compile::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    /// One look at everything of the period, of which a part passes. Nothing is divided, and over nothing no comparison holds.
    pub(super) fn share(&mut self, condition: &ResolvedPurchases, shared: Shared) -> Condition {
        let everything = condition.without_tests();
        let over_lines = condition.reduces_to_lines() || condition.aggregate.is_over_lines();
        let rows = if over_lines { self.line_rows(&everything) } else { self.purchase_rows(&everything) };
        let mut tests = self.line_tests(condition);
        tests.extend(self.store_test(condition));
        let (whole, measure) = measured(shared, over_lines);
        let passes = Condition::all(tests);
        let part = match shared {
            Shared::Purchases => Condition::new(&["100 * count(DISTINCT CASE WHEN "], Vec::new())
                .then_condition(passes)
                .then(&[" THEN p.id END)"], Vec::new()),
            Shared::Total | Shared::Quantity => Condition::new(&["100 * sum(CASE WHEN "], Vec::new())
                .then_condition(passes)
                .then(&[" THEN ", measure, " ELSE 0 END)"], Vec::new()),
        };
        let having = compared(part, condition.comparison, whole).then(&[" AND ", whole, " > 0"], Vec::new());
        self.found_in_groups("p.customer_id", rows, having.never_unknown())
    }
}

/// Everything, and what of a row is added up for it.
const fn measured(shared: Shared, over_lines: bool) -> (&'static str, &'static str) {
    match shared {
        Shared::Total if over_lines => ("sum(l.total - l.refunded_total)", "l.total - l.refunded_total"),
        Shared::Total => ("sum(p.total - p.refunded_total)", "p.total - p.refunded_total"),
        Shared::Quantity => ("sum(l.quantity - l.refunded_quantity)", "l.quantity - l.refunded_quantity"),
        Shared::Purchases => ("count(DISTINCT p.id)", ""),
    }
}

/// The part stands in the relation to so many times the whole.
fn compared(part: Condition, comparison: NumberComparison, whole: &'static str) -> Condition {
    let by = |operator, bound: i64, part: Condition| part.then(&[operator, " ? * ", whole], values![bound]);
    match comparison {
        NumberComparison::Equal(bound) => by(" =", bound, part),
        NumberComparison::Greater(bound) => by(" >", bound, part),
        NumberComparison::GreaterOrEqual(bound) => by(" >=", bound, part),
        NumberComparison::Less(bound) => by(" <", bound, part),
        NumberComparison::LessOrEqual(bound) => by(" <=", bound, part),
        NumberComparison::Between(from, to) => {
            part.then(&[" BETWEEN ? * ", whole, " AND ? * ", whole], values![from, to])
        }
    }
}
