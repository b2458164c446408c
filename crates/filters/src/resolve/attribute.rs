//! Conditions on custom attributes as plain comparisons.

use regulars_kernel::{AttributeId, Date};

use super::FilterNotReady;
use super::field::date_range;
use super::time::Today;
use crate::{
    AttributeComparison, AttributeCondition, AttributeTest, FlagTest, HalfOpenRange, NumberComparison,
    NumberTest, ResolvedFilter, TextComparison, TextTest, fold,
};

/// The condition as plain comparisons.
pub(super) fn resolve(
    condition: &AttributeCondition,
    today: &Today,
) -> Result<ResolvedFilter, FilterNotReady> {
    let AttributeCondition { attribute, test } = condition;
    let Some(id) = attribute.id else { return Err(FilterNotReady::Attribute) };
    let is = |comparison| ResolvedFilter::Attribute(id, comparison);
    Ok(match test {
        AttributeTest::Unbound(..) => return Err(FilterNotReady::Attribute),
        AttributeTest::Exists(_) => is(AttributeComparison::Present),
        AttributeTest::NotExists(_) => is(AttributeComparison::Present).negated(),
        AttributeTest::Text(test) | AttributeTest::Choice(_, test) => text(id, test),
        AttributeTest::Integer(test) | AttributeTest::Decimal(test) => number(id, *test),
        AttributeTest::Flag(FlagTest::Equal(flag)) => is(flagged(*flag)),
        AttributeTest::Flag(FlagTest::NotEqual(flag)) => is(flagged(*flag)).negated(),
        AttributeTest::Date(test) => date_range(*test, today, |range: HalfOpenRange<Date>| {
            ResolvedFilter::Attribute(id, AttributeComparison::Date(range))
        }),
    })
}

fn text(id: AttributeId, test: &TextTest) -> ResolvedFilter {
    let is = |comparison| ResolvedFilter::Attribute(id, AttributeComparison::Text(comparison));
    let one_of = |texts: &[String]| is(TextComparison::OneOf(texts.iter().map(|text| fold(text)).collect()));
    match test {
        TextTest::Equal(text) => one_of(std::slice::from_ref(text)),
        TextTest::NotEqual(text) => one_of(std::slice::from_ref(text)).negated(),
        TextTest::In(texts) => one_of(texts),
        TextTest::NotIn(texts) => one_of(texts).negated(),
        TextTest::Contains(text) => is(TextComparison::Contains(fold(text))),
        TextTest::StartsWith(text) => is(TextComparison::StartsWith(fold(text))),
    }
}

fn number(id: AttributeId, test: NumberTest) -> ResolvedFilter {
    test.resolved_by(|comparison| ResolvedFilter::Attribute(id, AttributeComparison::Number(comparison)))
}

/// Truth values are the numbers one and zero.
const fn flagged(flag: bool) -> AttributeComparison {
    AttributeComparison::Number(NumberComparison::Equal(if flag { 1 } else { 0 }))
}
