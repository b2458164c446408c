//! Receipts and rules for the tests of this room.

use regulars_kernel::{Currency, EarningRuleId, StoreId};

use super::base::EarningBase;
use super::cap::{Cap, CapMeasure, CapPeriod, CapScope, RuleUse};
use super::circumstances::Circumstances;
use super::effect::{EarningEffect, PointRate};
use super::evaluate::Evaluation;
use super::occasion_terms::OccasionTerms;
use super::receipt_facts::{LineFacts, ReceiptView};
use super::rule::{EarningRule, Stacking, StackingMode};
use super::selector::{LineMatch, LineSelector};
use super::trigger::EarningTrigger;
use super::validity::Validity;
use crate::programme::configuration::Configuration;
use crate::programme::expiry::Expiry;
use crate::programme::point_type::{
    PointScale, PointType, PointTypeCode, Rounding, RoundingLevel, Shortfall, SpentAndExpired,
};
use crate::programme::programme::Joining;

pub fn rsd() -> Currency {
    "RSD".parse().unwrap()
}

pub fn store(number: u8) -> StoreId {
    format!("01930000-0000-7000-8000-0000000001{number:02x}").parse().unwrap()
}

pub fn rule_id(number: u8) -> EarningRuleId {
    format!("01930000-0000-7000-8000-0000000002{number:02x}").parse().unwrap()
}

/// A line of the goods `G1` where its number is 1.
pub fn line(number: u32, category: &str, quantity: i64, total: i64) -> LineFacts {
    LineFacts {
        number,
        sku: Some(format!("G{number}").parse().unwrap()),
        category: Some(category.parse().unwrap()),
        unit: None,
        quantity,
        total,
        tax: 0,
    }
}

/// A receipt of the first store.
pub fn receipt(at: &str, lines: Vec<LineFacts>) -> ReceiptView {
    ReceiptView {
        trigger: EarningTrigger::Purchase,
        store: Some(store(1)),
        terminal: None,
        at: at.parse().unwrap(),
        total: lines.iter().map(|line| line.total).sum(),
        lines,
        tenders: Vec::new(),
        circumstances: Circumstances::default(),
    }
}

/// Points with as many decimals, rounded down by receipt, that cannot pay.
pub fn points(decimals: u8) -> PointType {
    PointType {
        code: "points".parse().unwrap(),
        name: "Points".parse().unwrap(),
        scale: PointScale::new(decimals).unwrap(),
        value: None,
        expiry: Expiry::Never,
        pending_days: 0,
        rounding: Rounding::Down,
        rounding_level: RoundingLevel::Receipt,
        shortfall: Shortfall::Owed,
        spent_and_expired: SpentAndExpired::Lost,
        expiry_by_tier: Vec::new(),
        adjustment_limit: None,
        transferable: false,
    }
}

/// A rule for a category, or for everything where that is empty, called `rule 1` where its number is 1.
pub fn rule(number: u8, category: &str, effect: EarningEffect) -> EarningRule {
    let include = if category.is_empty() { Vec::new() } else { vec![in_category(category)] };
    EarningRule {
        id: rule_id(number),
        name: format!("rule {number}").parse().unwrap(),
        point_type: "points".parse::<PointTypeCode>().unwrap(),
        trigger: EarningTrigger::Purchase,
        occasion: OccasionTerms::default(),
        customers: None,
        when: None,
        lines: LineSelector { include, exclude: Vec::new() },
        base: EarningBase::Gross,
        effect,
        caps: Vec::new(),
        budget: None,
        validity: Validity::default(),
        stacking: Stacking { mode: StackingMode::Add, group: None },
        by_tier: Vec::new(),
    }
}

pub fn in_category(category: &str) -> LineMatch {
    LineMatch { sku: None, category: Some(category.parse().unwrap()), unit: None }
}

pub fn stacked(mode: StackingMode, rule: EarningRule) -> EarningRule {
    EarningRule { stacking: Stacking { mode, group: Some("group".parse().unwrap()) }, ..rule }
}

pub fn capped(caps: Vec<Cap>, rule: EarningRule) -> EarningRule {
    EarningRule { caps, ..rule }
}

pub const fn cap(of: CapMeasure, most: i64, per: CapPeriod, scope: CapScope) -> Cap {
    Cap { of, most, per, scope }
}

pub fn programme(kind: PointType, earning_rules: Vec<EarningRule>) -> Configuration {
    Configuration { point_types: vec![kind], earning_rules, ..Configuration::empty(Joining::Automatic) }
}

pub fn fixed(points: &str) -> EarningEffect {
    EarningEffect::Fixed { points: points.parse().unwrap() }
}

pub fn per_amount(points: &str, per: i64) -> EarningEffect {
    EarningEffect::PerAmount(PointRate { points: points.parse().unwrap(), per, whole: false })
}

pub fn per_quantity(points: &str, per: i64) -> EarningEffect {
    EarningEffect::PerQuantity(PointRate { points: points.parse().unwrap(), per, whole: false })
}

pub fn percentage(percent: &str) -> EarningEffect {
    EarningEffect::Percentage { percent: percent.parse().unwrap() }
}

pub fn multiplier(factor: &str) -> EarningEffect {
    EarningEffect::Multiplier { factor: factor.parse().unwrap() }
}

/// What a member had of the rules by a receipt.
pub fn uses_of(evaluation: &Evaluation, receipt: &ReceiptView) -> Vec<RuleUse> {
    let uses = evaluation.earned.iter().map(|earned| RuleUse {
        rule: earned.rule,
        store: receipt.store,
        day: receipt.at.date(),
        times: i64::from(earned.points > 0),
        points: earned.points,
        quantity: earned.quantity,
        amount: earned.amount,
    });
    uses.collect()
}
