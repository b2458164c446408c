//! Rules of earning.

use chrono::Datelike;
use regulars_filters::Filter;
use regulars_kernel::{EarningRuleId, Label, named};

use super::base::EarningBase;
use super::budget::RuleBudget;
use super::cap::Cap;
use super::condition::ReceiptCondition;
use super::effect::EarningEffect;
use super::occasion_terms::OccasionTerms;
use super::selector::LineSelector;
use super::trigger::EarningTrigger;
use super::validity::Validity;
use crate::programme::configuration::{ConfigurationFault, FaultPlace};
use crate::programme::point_type::{PointType, PointTypeCode};
use crate::tiers::tier_code::TierCode;

named! {
    /// How a rule goes together with the others of its group.
    StackingMode {
        /// It gives beside them.
        Add = "add",
        /// Of those of the group that are so, the one that gives the most gives alone.
        BestOf = "best_of",
        /// Of those of the group that are so, the first one that gives something gives alone.
        First = "first",
    }
}

/// How a rule goes together with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacking {
    /// How.
    pub mode: StackingMode,
    /// With those of the same group and the same points. Rules that add need none.
    pub group: Option<Label>,
}

/// What a rule says for members of a tier, who were in it before the receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierTerms {
    /// The tier.
    pub tier: TierCode,
    /// How much it gives. None where it gives what it gives to others.
    pub effect: Option<EarningEffect>,
    /// And how much at most. None where that is what it is for others.
    pub caps: Option<Vec<Cap>>,
}

impl TierTerms {
    /// Whether the part of a rule with that path is one that it says.
    pub(crate) fn says(&self, path: &str) -> bool {
        (path.starts_with("effect/") && self.effect.is_some())
            || (path.starts_with("caps/") && self.caps.is_some())
    }
}

/// A rule by which receipts, invoices and occasions earn points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningRule {
    /// Its id: the same in every version of the programme.
    pub id: EarningRuleId,
    /// What it is called, on receipts too.
    pub name: Label,
    /// What it gives.
    pub point_type: PointTypeCode,
    /// For what.
    pub trigger: EarningTrigger,
    /// For which occasions, where the trigger is one.
    pub occasion: OccasionTerms,
    /// For which customers; for all where there is none. Who evaluates the rule has looked up whether the buyer is one.
    pub customers: Option<Filter>,
    /// To which receipts.
    pub when: Option<ReceiptCondition>,
    /// For which lines.
    pub lines: LineSelector,
    /// Of what it counts amounts.
    pub base: EarningBase,
    /// How much.
    pub effect: EarningEffect,
    /// And how much at most.
    pub caps: Vec<Cap>,
    /// And how much at most to all customers together.
    pub budget: Option<RuleBudget>,
    /// When.
    pub validity: Validity,
    /// Together with which others.
    pub stacking: Stacking,
    /// What is otherwise for members of a tier.
    pub by_tier: Vec<TierTerms>,
}

impl EarningRule {
    /// The most caps of a rule.
    pub const MOST_CAPS: usize = 20;

    /// What is wrong with it by itself.
    pub fn faults(&self) -> Vec<FaultPlace> {
        let mut faults = Vec::new();
        let mut refuse = |path: String, text: &'static str| {
            faults.push(FaultPlace { path, fault: ConfigurationFault::Unfit(text) });
        };
        let most = PointType::MOST_POINTS * 1_000_000;
        match self.effect {
            EarningEffect::Fixed { points } if !(1..=most).contains(&points.millionths()) => {
                refuse("effect/points".to_owned(), "must be more than 0, and at most 1000000000");
            }
            EarningEffect::PerAmount(rate) | EarningEffect::PerQuantity(rate) => {
                if !(1..=most).contains(&rate.points.millionths()) {
                    refuse("effect/points".to_owned(), "must be more than 0, and at most 1000000000");
                }
                if rate.per <= 0 {
                    refuse("effect/per".to_owned(), "must be more than 0");
                }
            }
            EarningEffect::Percentage { percent } if !(1..=1_000_000_000).contains(&percent.millionths()) => {
                refuse("effect/percent".to_owned(), "must be more than 0, and at most 1000");
            }
            EarningEffect::Multiplier { factor }
                if !(1_000_001..=100_000_000).contains(&factor.millionths()) =>
            {
                refuse("effect/factor".to_owned(), "must be more than 1, and at most 100");
            }
            EarningEffect::Fixed { .. }
            | EarningEffect::Percentage { .. }
            | EarningEffect::Multiplier { .. } => {}
        }
        for (index, cap) in self.caps.iter().enumerate() {
            if cap.most <= 0 {
                refuse(format!("caps/{index}/most"), "must be more than 0");
            }
        }
        if self.budget.is_some_and(|budget| budget.points <= 0) {
            refuse("budget/points".to_owned(), "must be more than 0");
        }
        if self.stacking.mode != StackingMode::Add && self.stacking.group.is_none() {
            refuse("stacking/group".to_owned(), "is needed where rules exclude each other");
        }
        if let (Some(from), Some(to)) = (self.validity.from, self.validity.to)
            && to < from
        {
            refuse("validity/to".to_owned(), "must not be before the first day");
        }
        for (path, day) in [("validity/from", self.validity.from), ("validity/to", self.validity.to)] {
            if day.is_some_and(|day| !Validity::YEARS.contains(&day.year())) {
                refuse(path.to_owned(), "must be from 1970 to 9999");
            }
        }
        faults.extend(self.occasion_faults());
        faults
    }
}
