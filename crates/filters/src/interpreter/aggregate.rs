//! Figures over purchases.

use std::collections::BTreeSet;

use crate::{
    Aggregate, Counted, Distinguished, Measure, Record, RecordLine, RecordPurchase, ResolvedPurchases, Shared,
};

/// A purchase that counts, with its lines that count.
struct Counting<'a> {
    purchase: &'a RecordPurchase,
    lines: Vec<&'a RecordLine>,
    total: i128,
}

/// Whether the figure stands in the relation.
pub(super) fn holds(condition: &ResolvedPurchases, record: &Record) -> bool {
    let purchases: Vec<Counting<'_>> =
        record.counted_purchases().filter_map(|purchase| counting(condition, purchase)).collect();
    let comparison = condition.comparison;
    match condition.aggregate {
        Aggregate::Count(counted) => comparison.holds_for(size(count(&purchases, counted)), 1),
        Aggregate::Sum(measure) => comparison.holds_for(measured(&purchases, measure).iter().sum(), 1),
        Aggregate::Average(measure) => {
            let values = measured(&purchases, measure);
            !values.is_empty() && comparison.holds_for(values.iter().sum(), size(values.len()))
        }
        Aggregate::Minimum(measure) => measured(&purchases, measure)
            .into_iter()
            .min()
            .is_some_and(|least| comparison.holds_for(least, 1)),
        Aggregate::Maximum(measure) => {
            measured(&purchases, measure).into_iter().max().is_some_and(|most| comparison.holds_for(most, 1))
        }
        Aggregate::Distinct(distinguished) => {
            comparison.holds_for(size(different(&purchases, distinguished)), 1)
        }
        Aggregate::Share(shared) => {
            let everything = condition.without_tests();
            let all: Vec<Counting<'_>> = record
                .counted_purchases()
                .filter_map(|purchase| counting_lines(&everything, purchase, condition.reduces_to_lines()))
                .collect();
            let (part, whole) = (shared_amount(&purchases, shared), shared_amount(&all, shared));
            whole > 0 && comparison.holds_for(part * 100, whole)
        }
    }
}

fn shared_amount(purchases: &[Counting<'_>], shared: Shared) -> i128 {
    match shared {
        Shared::Total => measured(purchases, Measure::Total).iter().sum(),
        Shared::Quantity => measured(purchases, Measure::Quantity).iter().sum(),
        Shared::Purchases => size(purchases.len()),
    }
}

fn counting<'a>(condition: &ResolvedPurchases, purchase: &'a RecordPurchase) -> Option<Counting<'a>> {
    counting_lines(condition, purchase, condition.reduces_to_lines())
}

/// `reduces`: the purchase comes to what its lines come to, and drops out where none is left.
fn counting_lines<'a>(
    condition: &ResolvedPurchases,
    purchase: &'a RecordPurchase,
    reduces: bool,
) -> Option<Counting<'a>> {
    let in_store = condition
        .stores
        .as_ref()
        .is_none_or(|stores| purchase.store.is_some_and(|store| stores.contains(&store)));
    if !in_store || !condition.period.contains(&purchase.occurred_at) {
        return None;
    }
    let lines: Vec<&RecordLine> = purchase.lines.iter().filter(|line| line_counts(condition, line)).collect();
    if !reduces {
        return Some(Counting { purchase, lines, total: purchase.total.into() });
    }
    let total = lines.iter().map(|line| i128::from(line.total)).sum();
    (!lines.is_empty()).then_some(Counting { purchase, lines, total })
}

fn line_counts(condition: &ResolvedPurchases, line: &RecordLine) -> bool {
    let sku_passes = condition.skus.as_ref().is_none_or(|skus| skus.contains(&line.sku));
    let category_passes = condition.categories.as_ref().is_none_or(|categories| {
        line.category.as_ref().is_some_and(|category| categories.contains(category))
    });
    line.quantity != 0 && sku_passes && category_passes
}

fn lines<'a>(purchases: &'a [Counting<'a>]) -> impl Iterator<Item = &'a RecordLine> {
    purchases.iter().flat_map(|counting| counting.lines.iter().copied())
}

fn count(purchases: &[Counting<'_>], counted: Counted) -> usize {
    match counted {
        Counted::Purchases => purchases.len(),
        Counted::Lines => lines(purchases).count(),
    }
}

fn measured(purchases: &[Counting<'_>], measure: Measure) -> Vec<i128> {
    match measure {
        Measure::Total => purchases.iter().map(|counting| counting.total).collect(),
        Measure::Quantity => lines(purchases).map(|line| line.quantity.into()).collect(),
        Measure::LineTotal => lines(purchases).map(|line| line.total.into()).collect(),
    }
}

fn different(purchases: &[Counting<'_>], distinguished: Distinguished) -> usize {
    match distinguished {
        Distinguished::Stores => number_of(purchases.iter().filter_map(|counting| counting.purchase.store)),
        Distinguished::Days => number_of(purchases.iter().map(|counting| counting.purchase.business_date)),
        Distinguished::Skus => number_of(lines(purchases).map(|line| &line.sku)),
        Distinguished::Categories => number_of(lines(purchases).filter_map(|line| line.category.as_ref())),
    }
}

fn number_of<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<BTreeSet<T>>().len()
}

fn size(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}
