//! Which rules of a group are outdone by another one of it.

use std::collections::BTreeMap;

use regulars_kernel::EarningRuleId;

use super::effect::EarningEffect;
use super::evaluate::{Earned, PassedOverBecause};
use super::rule::{EarningRule, StackingMode};
use super::sale::Sale;
use crate::programme::point_type::PointTypeCode;

/// What was found out about a rule.
pub type FoundGroup = Result<Earned, PassedOverBecause>;

/// What each rule gives if none of its group outdoes it. A multiplier is reckoned on what stands of those before it so far, and
/// never on others of its own group.
pub fn each_by_itself(sale: &Sale<'_>, rules: &[EarningRule]) -> Vec<FoundGroup> {
    let mut found: Vec<FoundGroup> = Vec::with_capacity(rules.len());
    for rule in rules {
        let earlier = if multiplies(rule) {
            let beside = rules.iter().zip(&found).filter(|(other, _)| !exclude_each_other(rule, other));
            let standing = beside.filter(|(other, _)| outdone_by(rules, &found, other).is_none());
            points_by_line(&rule.point_type, standing.filter_map(|(_, found)| found.as_ref().ok()))
        } else {
            BTreeMap::new()
        };
        found.push(sale.given_by(rule, &earlier));
    }
    found
}

/// The rule that outdoes this one, of those about which something was found out.
pub fn outdone_by(rules: &[EarningRule], found: &[FoundGroup], rule: &EarningRule) -> Option<EarningRuleId> {
    let group = rules.iter().zip(found).filter(|(other, _)| exclude_each_other(rule, other));
    let mut giving = group.filter_map(|(_, found)| found.as_ref().ok());
    let best = match rule.stacking.mode {
        StackingMode::Add => None,
        StackingMode::First => giving.next(),
        StackingMode::BestOf => {
            giving.reduce(|best, other| if rank(other) > rank(best) { other } else { best })
        }
    };
    best.map(|best| best.rule).filter(|best| *best != rule.id)
}

/// Whether a rule gives for what others gave.
pub const fn multiplies(rule: &EarningRule) -> bool {
    matches!(rule.effect, EarningEffect::Multiplier { .. })
}

/// What rules gave for each line in points of a type, by the number of the line.
pub fn points_by_line<'e>(
    point_type: &PointTypeCode,
    earned: impl Iterator<Item = &'e Earned>,
) -> BTreeMap<u32, i128> {
    let mut points = BTreeMap::new();
    for line in earned.filter(|earned| earned.point_type == *point_type).flat_map(|earned| &earned.lines) {
        *points.entry(line.line).or_default() += i128::from(line.points);
    }
    points
}

/// Whether only one of two rules gives. A rule is of its own group.
fn exclude_each_other(one: &EarningRule, other: &EarningRule) -> bool {
    one.stacking.mode != StackingMode::Add
        && one.stacking.group.is_some()
        && one.stacking == other.stacking
        && one.point_type == other.point_type
}

/// Giving is better than taking back. Where all of them take back, the best one would have given the most.
const fn rank(earned: &Earned) -> (bool, u64) {
    (earned.points > 0, earned.points.unsigned_abs())
}
