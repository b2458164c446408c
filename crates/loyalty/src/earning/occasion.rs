//! What a rule gives on an occasion.

use chrono::NaiveDateTime;
use regulars_kernel::EarningRuleId;

use super::cap::{CapMeasure, RuleUse};
use super::circumstances::Circumstances;
use super::effect::EarningEffect;
use super::evaluate::PassedOverBecause;
use super::left_of_cap::left_of;
use super::receipt_facts::ReceiptView;
use super::rule::EarningRule;
use super::trigger::EarningTrigger;
use crate::programme::point_type::PointType;

/// As many as a decimal counts for one.
const MILLION: i128 = 1_000_000;

/// An occasion of a member, as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct OccasionView<'a> {
    /// What the clock on the merchant's wall showed.
    pub at: NaiveDateTime,
    /// Whether the rule is for certain customers, of whom the member is none.
    pub is_for_others: bool,
    /// What the member had of rules before.
    pub uses: &'a [RuleUse],
    /// What is left of the rule's budget, in the smallest part of its points. None where it has none.
    pub left_of_budget: Option<i64>,
}

/// How many points a rule gives on an occasion, in the smallest part of their type: more than 0. Caps and the budget make it less,
/// as they do for receipts.
pub fn points_on_occasion(
    rule: &EarningRule,
    kind: &PointType,
    occasion: &OccasionView<'_>,
) -> Result<i64, PassedOverBecause> {
    let EarningEffect::Fixed { points } = rule.effect else { return Err(PassedOverBecause::GivesNothing) };
    if !rule.validity.holds_at(occasion.at) {
        return Err(PassedOverBecause::NotThen);
    }
    if occasion.is_for_others {
        return Err(PassedOverBecause::OtherCustomers);
    }
    let mut given = i128::from(points.millionths()) * i128::from(kind.scale.parts()) / MILLION;
    let view = without_lines(rule.trigger, occasion.at);
    for cap in &rule.caps {
        let left = match (cap.of, left_of(cap, rule.id, &view, occasion.uses)) {
            (CapMeasure::Points, left) => left,
            (CapMeasure::Times, 0) => 0,
            (CapMeasure::Times | CapMeasure::Quantity | CapMeasure::Amount, _) => continue,
        };
        given = given.min(left);
        if given <= 0 {
            return Err(PassedOverBecause::Cap(*cap));
        }
    }
    if let Some(left) = occasion.left_of_budget {
        given = given.min(i128::from(left));
        if given <= 0 {
            return Err(PassedOverBecause::Budget);
        }
    }
    match i64::try_from(given) {
        Ok(given) if given > 0 => Ok(given),
        _ => Err(PassedOverBecause::GivesNothing),
    }
}

/// What a member had of a rule on an occasion.
pub fn use_on_occasion(rule: EarningRuleId, at: NaiveDateTime, points: i64) -> RuleUse {
    RuleUse { rule, store: None, day: at.date(), times: 1, points, quantity: 0, amount: 0 }
}

/// The occasion as caps see it.
fn without_lines(trigger: EarningTrigger, at: NaiveDateTime) -> ReceiptView {
    ReceiptView {
        trigger,
        store: None,
        terminal: None,
        at,
        lines: Vec::new(),
        total: 0,
        tenders: Vec::new(),
        circumstances: Circumstances::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cap::{CapPeriod, CapScope};
    use super::super::sample::{cap, capped, fixed, points, rule, rule_id};
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn view(uses: &[RuleUse]) -> OccasionView<'_> {
        OccasionView { at: at("2026-11-21T00:00:00"), is_for_others: false, uses, left_of_budget: None }
    }

    #[test]
    fn what_is_fixed_is_given_within_caps_and_budget() {
        let birthday = EarningRule { trigger: EarningTrigger::Birthday, ..rule(1, "", fixed("4.5")) };
        let kind = points(1);
        assert_eq!(points_on_occasion(&birthday, &kind, &view(&[])), Ok(45));
        let had = [use_on_occasion(rule_id(1), at("2026-03-01T00:00:00"), 30)];
        let year =
            |of, most| capped(vec![cap(of, most, CapPeriod::Year, CapScope::AllStores)], birthday.clone());
        let times = cap(CapMeasure::Times, 1, CapPeriod::Year, CapScope::AllStores);
        for (rule, given) in [
            (year(CapMeasure::Points, 50), Ok(20)),
            (year(CapMeasure::Points, 75), Ok(45)),
            (year(CapMeasure::Times, 2), Ok(45)),
            (year(CapMeasure::Times, 1), Err(PassedOverBecause::Cap(times))),
        ] {
            assert_eq!(points_on_occasion(&rule, &kind, &view(&had)), given, "{rule:?}");
        }
        for (left, given) in [(100, Ok(45)), (7, Ok(7)), (0, Err(PassedOverBecause::Budget))] {
            let view = OccasionView { left_of_budget: Some(left), ..view(&[]) };
            assert_eq!(points_on_occasion(&birthday, &kind, &view), given, "{left}");
        }
        let others = OccasionView { is_for_others: true, ..view(&[]) };
        assert_eq!(points_on_occasion(&birthday, &kind, &others), Err(PassedOverBecause::OtherCustomers));
        let mut later = birthday;
        later.validity.from = Some("2026-11-22".parse().unwrap());
        assert_eq!(points_on_occasion(&later, &kind, &view(&[])), Err(PassedOverBecause::NotThen));
    }
}
