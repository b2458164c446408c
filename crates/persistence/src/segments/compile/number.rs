//! Comparisons of numbers.

use regulars_filters::{NumberColumn, NumberComparison};

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn number(&mut self, column: NumberColumn, comparison: NumberComparison) -> Condition {
        self.uses_totals = true;
        // A customer without purchases may have no row of totals. The plain column lets the database begin with that
        // table; it is unknown for such a customer, which is right where zero does not pass.
        let (or_zero, plain) = match column {
            NumberColumn::PurchaseCount => ("coalesce(t.purchase_count, 0)", "t.purchase_count"),
            // Of who has none no comparison holds, not even with zero.
            NumberColumn::MedianGapDays => return compare("t.median_gap_days", comparison),
            NumberColumn::PurchaseTotal => ("coalesce(t.purchase_total, 0)", "t.purchase_total"),
        };
        if passes_zero(comparison) {
            compare(or_zero, comparison).never_unknown()
        } else {
            compare(plain, comparison)
        }
    }
}

/// An expression stands in the relation.
pub(super) fn compare(expression: &'static str, comparison: NumberComparison) -> Condition {
    compare_multiple(expression, comparison, "")
}

/// An expression divided by another one stands in the relation. Nothing is divided: `behind`, which reads like
/// ` * count(*)`, multiplies the bounds.
pub(super) fn compare_multiple(
    expression: &'static str,
    comparison: NumberComparison,
    behind: &'static str,
) -> Condition {
    let by = |operator, bound: i64| Condition::new(&[expression, operator, behind], values![bound]);
    match comparison {
        NumberComparison::Equal(bound) => by(" = ?", bound),
        NumberComparison::Greater(bound) => by(" > ?", bound),
        NumberComparison::GreaterOrEqual(bound) => by(" >= ?", bound),
        NumberComparison::Less(bound) => by(" < ?", bound),
        NumberComparison::LessOrEqual(bound) => by(" <= ?", bound),
        NumberComparison::Between(from, to) => {
            Condition::new(&[expression, " BETWEEN ?", behind, " AND ?", behind], values![from, to])
        }
    }
}

/// Whether zero stands in the relation.
pub(super) const fn passes_zero(comparison: NumberComparison) -> bool {
    match comparison {
        NumberComparison::Equal(bound) => bound == 0,
        NumberComparison::Greater(bound) => bound < 0,
        NumberComparison::GreaterOrEqual(bound) => bound <= 0,
        NumberComparison::Less(bound) => bound > 0,
        NumberComparison::LessOrEqual(bound) => bound >= 0,
        NumberComparison::Between(from, to) => from <= 0 && to >= 0,
    }
}
