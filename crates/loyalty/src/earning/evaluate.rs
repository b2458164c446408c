//! What a receipt earns in a programme, and what passes rules over.

use std::borrow::Cow;

use regulars_kernel::{Currency, EarningRuleId, Label, named};

use super::cap::{Cap, RuleUse};
use super::condition::ConditionFault;
use super::receipt_facts::ReceiptView;
use super::rule::EarningRule;
use super::sale::Sale;
use super::stacking::{each_by_itself, multiplies, outdone_by, points_by_line};
use super::trigger::EarningTrigger;
use crate::programme::configuration::Configuration;
use crate::programme::point_type::PointTypeCode;

/// What a line earns by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarnedLine {
    /// Its number on the receipt.
    pub line: u32,
    /// Its points, in the smallest part of their type. Negative for goods that are handed back.
    pub points: i64,
    /// How much of what was bought counted, in thousandths, rounded down.
    pub quantity: i64,
    /// How much of what it cost counted, in minor units, rounded down.
    pub amount: i64,
}

/// What a receipt earns by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The rule.
    pub rule: EarningRuleId,
    /// What it is called.
    pub name: Label,
    /// What it gives.
    pub point_type: PointTypeCode,
    /// How many, in the smallest part of their type: what the lines have together. Negative where goods are handed back that
    /// earned more. 0 where what is handed back earned as much as what is bought.
    pub points: i64,
    /// How much of what was bought counted, in thousandths.
    pub quantity: i64,
    /// How much of what it cost counted, in minor units.
    pub amount: i64,
    /// The lines for which it gives something, or that counted.
    pub lines: Vec<EarnedLine>,
    /// The caps that made it less, each less than the one before.
    pub capped_by: Vec<Cap>,
    /// Whether the rest of the rule's budget made it less still.
    pub budget_spent: bool,
}

/// Why a rule gives nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassedOverBecause {
    /// The programme does not hold in the store of the receipt.
    OtherStore,
    /// Points pay a part of the receipt, and such a receipt earns nothing.
    PointsPay,
    /// The rule does not hold at that time.
    NotThen,
    /// The rule is for certain customers, of whom the buyer is none.
    OtherCustomers,
    /// The receipt does not fulfil its condition.
    ReceiptCondition(ConditionFault),
    /// The receipt has no lines that it means, or points paid all of them.
    NoLines,
    /// The cap leaves nothing.
    Cap(Cap),
    /// The budget of the rule is spent.
    Budget,
    /// What the lines give is less than the smallest part of a point.
    GivesNothing,
    /// Another rule of its group gives alone.
    OutdoneBy(EarningRuleId),
}

named! {
    /// Why a rule gives nothing, in a word.
    PassedOverReason {
        /// The programme does not hold in the store of the receipt.
        OtherStore = "other_store",
        /// Points pay a part of the receipt.
        PointsPay = "points_pay",
        /// The rule does not hold at that time.
        NotThen = "not_then",
        /// The rule is for certain customers, of whom the buyer is none.
        OtherCustomers = "other_customers",
        /// The receipt does not fulfil its condition.
        Condition = "condition",
        /// The receipt has no lines that it means.
        NoLines = "no_lines",
        /// A cap leaves nothing.
        Cap = "cap",
        /// The budget of the rule is spent.
        Budget = "budget_spent",
        /// What the lines give is less than the smallest part of a point.
        GivesNothing = "gives_nothing",
        /// Another rule of its group gives alone.
        Outdone = "outdone",
    }
}

impl PassedOverBecause {
    /// The same in a word.
    pub const fn reason(&self) -> PassedOverReason {
        match self {
            Self::OtherStore => PassedOverReason::OtherStore,
            Self::PointsPay => PassedOverReason::PointsPay,
            Self::NotThen => PassedOverReason::NotThen,
            Self::OtherCustomers => PassedOverReason::OtherCustomers,
            Self::ReceiptCondition(_) => PassedOverReason::Condition,
            Self::NoLines => PassedOverReason::NoLines,
            Self::Cap(_) => PassedOverReason::Cap,
            Self::Budget => PassedOverReason::Budget,
            Self::GivesNothing => PassedOverReason::GivesNothing,
            Self::OutdoneBy(_) => PassedOverReason::Outdone,
        }
    }
}

/// A rule by which a receipt earns nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The rule.
    pub rule: EarningRuleId,
    /// What it is called.
    pub name: Label,
    /// Why.
    pub because: PassedOverBecause,
}

/// What each rule of a programme gives for a receipt: every rule of its trigger is in one of the two lists, in the order of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Those that give something.
    pub earned: Vec<Earned>,
    /// Those that do not.
    pub passed_over: Vec<PassedOver>,
}

/// What a receipt earns in a programme. `uses` is what the member had of its rules before, without this receipt. Nothing else is
/// asked, no clock either: the same receipt, with what was looked up for it, earns the same whenever it is evaluated.
pub fn evaluate(
    configuration: &Configuration,
    currency: Currency,
    receipt: &ReceiptView,
    uses: &[RuleUse],
) -> Evaluation {
    let rules = rules_of(configuration, receipt.trigger);
    let rules: &[EarningRule] = &rules;
    let mut evaluation = Evaluation::default();
    if let Some(because) = refused(configuration, receipt) {
        evaluation.passed_over = rules.iter().map(|rule| passed_over(rule, because.clone())).collect();
        return evaluation;
    }
    let sale = Sale::new(configuration, currency, receipt, uses);
    let found = each_by_itself(&sale, rules);
    let outdone: Vec<_> = rules.iter().map(|rule| outdone_by(rules, &found, rule)).collect();
    for ((rule, found), outdone) in rules.iter().zip(found).zip(outdone) {
        let outcome = found.and_then(|earned| match outdone {
            Some(other) => Err(PassedOverBecause::OutdoneBy(other)),
            // What stood when it was reckoned may have been outdone since.
            None if multiplies(rule) => {
                sale.given_by(rule, &points_by_line(&rule.point_type, evaluation.earned.iter()))
            }
            None => Ok(earned),
        });
        match outcome {
            Ok(earned) => evaluation.earned.push(earned),
            Err(because) => evaluation.passed_over.push(passed_over(rule, because)),
        }
    }
    evaluation
}

/// The rules that give for it. Mostly all of them do.
fn rules_of(configuration: &Configuration, trigger: EarningTrigger) -> Cow<'_, [EarningRule]> {
    let rules = &configuration.earning_rules;
    if rules.iter().all(|rule| rule.trigger == trigger) {
        return Cow::Borrowed(rules);
    }
    Cow::Owned(rules.iter().filter(|rule| rule.trigger == trigger).cloned().collect())
}

/// Why no rule gives anything.
fn refused(configuration: &Configuration, receipt: &ReceiptView) -> Option<PassedOverBecause> {
    if !configuration.holds_in(receipt.store) {
        Some(PassedOverBecause::OtherStore)
    } else if !configuration.earns_where_points_pay && receipt.paid_with_points() > 0 {
        Some(PassedOverBecause::PointsPay)
    } else {
        None
    }
}

fn passed_over(rule: &EarningRule, because: PassedOverBecause) -> PassedOver {
    PassedOver { rule: rule.id, name: rule.name.clone(), because }
}

#[cfg(test)]
#[path = "evaluate_properties.rs"]
mod properties;
#[cfg(test)]
#[path = "evaluate_tests.rs"]
mod tests;
