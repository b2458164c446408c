//! What the audit trail notes of a rule: each part in words that are another text where it is another part.

use std::fmt::Display;

use regulars_audit::FieldList;
use regulars_filters::Filter;
use regulars_kernel::{Date, EventName, Label};

use crate::earning::cap::Cap;
use crate::earning::condition::{ReceiptCondition, ReceiptTest};
use crate::earning::effect::EarningEffect;
use crate::earning::rule::{EarningRule, TierTerms};
use crate::earning::selector::LineMatch;
use crate::earning::validity::Hours;

pub(super) fn with_rule(fields: FieldList, rule: &EarningRule) -> FieldList {
    let name = |part: &str| format!("earning_rules.{}.{part}", rule.id);
    let lines = |lines: &[LineMatch]| lines.iter().map(told_lines).collect::<Vec<String>>();
    let (validity, stacking) = (&rule.validity, &rule.stacking);
    let weekdays: Vec<u8> = validity.weekdays.iter().copied().collect();
    fields
        .text(name("name"), Some(rule.name.as_str()))
        .text(name("point_type"), Some(rule.point_type.as_str()))
        .text(name("trigger"), Some(rule.trigger.name()))
        .text(name("event"), rule.occasion.event.as_ref().map(EventName::as_str))
        .value(name("inactive_days"), rule.occasion.inactive_days)
        .value(name("customers"), rule.customers.as_ref().map(Filter::to_stored_json))
        .value(name("when"), rule.when.as_ref().map(told_condition))
        .value(name("lines.include"), lines(&rule.lines.include))
        .value(name("lines.exclude"), lines(&rule.lines.exclude))
        .text(name("base"), Some(rule.base.name()))
        .value(name("effect"), told_effect(&rule.effect))
        .value(name("caps"), rule.caps.iter().map(told_cap).collect::<Vec<String>>())
        .value(
            name("budget"),
            rule.budget.map(|budget| format!("{} points per {}", budget.points, budget.per)),
        )
        .value(name("validity.from"), validity.from.map(|day: Date| day.to_string()))
        .value(name("validity.to"), validity.to.map(|day: Date| day.to_string()))
        .value(name("validity.weekdays"), weekdays)
        .value(name("validity.hours"), validity.hours.iter().map(told_hours).collect::<Vec<String>>())
        .text(name("stacking.mode"), Some(stacking.mode.name()))
        .text(name("stacking.group"), stacking.group.as_ref().map(Label::as_str))
        .value(name("by_tier"), rule.by_tier.iter().map(told_terms).collect::<Vec<String>>())
}

fn told_terms(terms: &TierTerms) -> String {
    let effect = terms.effect.as_ref().map(told_effect);
    let caps = terms.caps.as_ref().map(|caps| caps.iter().map(told_cap).collect::<Vec<_>>().join(", "));
    let caps = caps.map(|caps| format!("at most {caps}"));
    format!("{}: {}", terms.tier, [effect, caps].into_iter().flatten().collect::<Vec<_>>().join("; "))
}

fn told_lines(lines: &LineMatch) -> String {
    let parts = [("sku", &lines.sku), ("category", &lines.category), ("unit", &lines.unit)];
    let named = parts.into_iter().filter_map(|(part, label)| Some((part, label.as_ref()?)));
    named.map(|(part, label)| format!("{part} {}", label.as_str())).collect::<Vec<_>>().join(", ")
}

fn told_effect(effect: &EarningEffect) -> String {
    match effect {
        EarningEffect::Fixed { points } => format!("fixed {points}"),
        EarningEffect::PerAmount(rate) => {
            format!("{} per amount of {}{}", rate.points, rate.per, whole(rate.whole))
        }
        EarningEffect::PerQuantity(rate) => {
            format!("{} per quantity of {}{}", rate.points, rate.per, whole(rate.whole))
        }
        EarningEffect::Percentage { percent } => format!("percentage {percent}"),
        EarningEffect::Multiplier { factor } => format!("multiplier {factor}"),
    }
}

const fn whole(is_whole: bool) -> &'static str {
    if is_whole { ", whole" } else { "" }
}

fn told_cap(cap: &Cap) -> String {
    format!("{} {} per {}, {}", cap.most, cap.of, cap.per, cap.scope)
}

fn told_hours(hours: &Hours) -> String {
    format!("{} to {}", hours.from.format("%H:%M"), hours.to.format("%H:%M"))
}

fn told_condition(condition: &ReceiptCondition) -> String {
    let several = |conditions: &[ReceiptCondition]| {
        conditions.iter().map(told_condition).collect::<Vec<_>>().join("; ")
    };
    match condition {
        ReceiptCondition::All(conditions) => format!("all ({})", several(conditions)),
        ReceiptCondition::Any(conditions) => format!("any ({})", several(conditions)),
        ReceiptCondition::Not(inner) => format!("not ({})", told_condition(inner)),
        ReceiptCondition::Test(test) => told_test(test),
    }
}

fn told_test(test: &ReceiptTest) -> String {
    let range = |name: &str, from: Option<i64>, to: Option<i64>| {
        let end = |word: &str, end: Option<i64>| end.map(|end| format!(" {word} {end}")).unwrap_or_default();
        format!("{name}{}{}", end("from", from), end("to", to))
    };
    match test {
        ReceiptTest::Total { from, to } => range("receipt.total", *from, *to),
        ReceiptTest::LineCount { from, to } => range("receipt.line_count", *from, *to),
        ReceiptTest::Store(stores) => one_of("receipt.store", stores),
        ReceiptTest::Terminal(terminals) => one_of("receipt.terminal", terminals),
        ReceiptTest::Weekday(days) => one_of("receipt.weekday", days),
        ReceiptTest::Hour(hours) => one_of("receipt.hour", hours),
        ReceiptTest::Tender(labels) => one_of("receipt.tender", labels.iter().map(Label::as_str)),
        ReceiptTest::Sku(labels) => one_of("receipt.sku", labels.iter().map(Label::as_str)),
        ReceiptTest::Category(labels) => one_of("receipt.category", labels.iter().map(Label::as_str)),
    }
}

fn one_of(name: &str, values: impl IntoIterator<Item: Display>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    format!("{name} in {}", values.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_condition_is_told_in_words() {
        let shop = "shop".parse::<Label>().unwrap();
        let condition = ReceiptCondition::All(vec![
            ReceiptCondition::Test(ReceiptTest::Total { from: Some(1_000), to: None }),
            ReceiptCondition::Not(Box::new(ReceiptCondition::Any(vec![
                ReceiptCondition::Test(ReceiptTest::Category(BTreeSet::from([shop]))),
                ReceiptCondition::Test(ReceiptTest::Hour(BTreeSet::from([7, 8]))),
            ]))),
        ]);
        assert_eq!(
            told_condition(&condition),
            "all (receipt.total from 1000; not (any (receipt.category in shop; receipt.hour in 7, 8)))"
        );
    }
}
