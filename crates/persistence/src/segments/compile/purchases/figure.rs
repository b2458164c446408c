//! The figure of one customer's rows, compared.

use regulars_filters::{Aggregate, Counted, Distinguished, Measure, ResolvedPurchases};

use crate::segments::compile::number::{compare, compare_multiple};
use crate::wall::Condition;

/// The comparison as a `HAVING` over rows `p` and `l`, see `purchase_rows`.
pub(super) fn having(condition: &ResolvedPurchases) -> Condition {
    let comparison = condition.comparison;
    let reduced = condition.reduces_to_lines();
    match condition.aggregate {
        Aggregate::Count(Counted::Purchases) => compare(purchases(reduced), comparison),
        Aggregate::Count(Counted::Lines) => compare("count(*)", comparison),
        Aggregate::Sum(measure) => compare(sum(measure, reduced), comparison),
        Aggregate::Average(Measure::Total) if reduced => {
            compare_multiple(sum(Measure::Total, true), comparison, " * count(DISTINCT p.id)")
        }
        Aggregate::Average(measure) => compare_multiple(sum(measure, reduced), comparison, " * count(*)"),
        Aggregate::Minimum(measure) => compare(least(measure, reduced), comparison),
        Aggregate::Maximum(measure) => compare(greatest(measure, reduced), comparison),
        Aggregate::Distinct(distinguished) => compare(different(distinguished), comparison),
        // `Compiler::share` compares two figures and asks for none here.
        Aggregate::Share(_) => Condition::constant(false),
    }
    .never_unknown()
}

/// How many purchases there are. Where lines are joined, each purchase has as many rows as lines.
const fn purchases(reduced: bool) -> &'static str {
    if reduced { "count(DISTINCT p.id)" } else { "count(*)" }
}

const fn sum(measure: Measure, reduced: bool) -> &'static str {
    match measure {
        Measure::Total if !reduced => "sum(p.total - p.refunded_total)",
        Measure::Total | Measure::LineTotal => "sum(l.total - l.refunded_total)",
        Measure::Quantity => "sum(l.quantity - l.refunded_quantity)",
    }
}

const fn least(measure: Measure, reduced: bool) -> &'static str {
    match measure {
        Measure::Total if reduced => "min(p.total)",
        Measure::Total => "min(p.total - p.refunded_total)",
        Measure::LineTotal => "min(l.total - l.refunded_total)",
        Measure::Quantity => "min(l.quantity - l.refunded_quantity)",
    }
}

const fn greatest(measure: Measure, reduced: bool) -> &'static str {
    match measure {
        Measure::Total if reduced => "max(p.total)",
        Measure::Total => "max(p.total - p.refunded_total)",
        Measure::LineTotal => "max(l.total - l.refunded_total)",
        Measure::Quantity => "max(l.quantity - l.refunded_quantity)",
    }
}

const fn different(distinguished: Distinguished) -> &'static str {
    match distinguished {
        Distinguished::Stores => "count(DISTINCT p.store_id)",
        Distinguished::Skus => "count(DISTINCT l.sku)",
        Distinguished::Categories => "count(DISTINCT l.category)",
        Distinguished::Days => "count(DISTINCT p.business_date)",
    }
}
