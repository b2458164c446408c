//! What a programme does.

use std::collections::BTreeSet;

use regulars_kernel::{Currency, EarningRuleId, StoreId};

use super::joining_terms::JoiningTerms;
use super::point_type::{PointType, PointTypeCode};
use super::programme::Joining;
use crate::earning::rule::EarningRule;
use crate::referrals::scheme::ReferralScheme;
use crate::tiers::scheme::TierScheme;
use crate::tiers::tier_code::TierCode;

/// What a programme does. Kept whole, one copy for each version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// How customers come in.
    pub joining: Joining,
    /// What they agree to before they do.
    pub joining_terms: JoiningTerms,
    /// The stores in which it holds; everywhere when there are none.
    pub stores: BTreeSet<StoreId>,
    /// Whether a receipt that points pay a part of earns at all. What points pay for never earns.
    pub earns_where_points_pay: bool,
    /// What is earned, in the order in which it was added.
    pub point_types: Vec<PointType>,
    /// How it is earned, in the order in which the rules are asked.
    pub earning_rules: Vec<EarningRule>,
    /// By what members come into tiers. None where there are none.
    pub tiers: Option<TierScheme>,
    /// What inviting others brings. None where it brings nothing.
    pub referrals: Option<ReferralScheme>,
}

/// What of a configuration is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigurationFault {
    /// There are too many point types.
    #[error("a programme has at most {} point types", Configuration::MOST_POINT_TYPES)]
    TooManyPointTypes,
    /// There are too many rules.
    #[error("a programme has at most {} earning rules", Configuration::MOST_RULES)]
    TooManyRules,
    /// Two point types have one code.
    #[error("another point type of the programme has that code")]
    CodeTaken,
    /// A rule gives points of a type that the programme does not have.
    #[error("the programme has no such point type")]
    UnknownPointType,
    /// A point type is not to be had with so many decimals as a rule gives.
    #[error("the point type has fewer decimals")]
    TooManyDecimals,
    /// Something is said for a tier that the programme does not have.
    #[error("the programme has no such tier")]
    UnknownTier,
    /// A part that a rule names is not fit.
    #[error("{0}")]
    Unfit(&'static str),
}

/// The place of a fault in a point type or in a rule: the path of the field, such as `caps/0/most`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultPlace {
    /// The path, without the slash at its beginning.
    pub path: String,
    /// What is wrong there.
    pub fault: ConfigurationFault,
}

impl Configuration {
    /// The most point types of a programme.
    pub const MOST_POINT_TYPES: usize = 20;
    /// The most rules of a programme.
    pub const MOST_RULES: usize = 100;

    /// One that does nothing yet.
    pub const fn empty(joining: Joining) -> Self {
        Self {
            joining,
            joining_terms: JoiningTerms::NONE,
            stores: BTreeSet::new(),
            earns_where_points_pay: true,
            point_types: Vec::new(),
            earning_rules: Vec::new(),
            tiers: None,
            referrals: None,
        }
    }

    /// The point type with that code.
    pub fn point_type(&self, code: &PointTypeCode) -> Option<&PointType> {
        self.point_types.iter().find(|kind| kind.code == *code)
    }

    /// The rule with that id.
    pub fn rule(&self, id: EarningRuleId) -> Option<&EarningRule> {
        self.earning_rules.iter().find(|rule| rule.id == id)
    }

    /// Whether the programme holds in that store.
    pub fn holds_in(&self, store: Option<StoreId>) -> bool {
        self.stores.is_empty() || store.is_some_and(|store| self.stores.contains(&store))
    }

    /// What is wrong with a rule beside the point types that there are.
    pub fn faults_of_rule(&self, rule: &EarningRule, _currency: Currency) -> Vec<FaultPlace> {
        let fault = |path: &str, fault| FaultPlace { path: path.to_owned(), fault };
        let Some(kind) = self.point_type(&rule.point_type) else {
            return vec![fault("point_type", ConfigurationFault::UnknownPointType)];
        };
        let faults_of = |rule: &EarningRule| {
            let mut faults = rule.faults();
            if rule.effect.decimals() > kind.scale.decimals() {
                faults.push(fault("effect/points", ConfigurationFault::TooManyDecimals));
            }
            faults
        };
        let mut faults = faults_of(rule);
        for (index, terms) in rule.by_tier.iter().enumerate() {
            let place = format!("by_tier/{index}");
            if !self.has_tier(&terms.tier) {
                faults.push(fault(&format!("{place}/tier"), ConfigurationFault::UnknownTier));
            }
            if rule.by_tier.iter().take(index).any(|before| before.tier == terms.tier) {
                faults.push(fault(&format!("{place}/tier"), ConfigurationFault::Unfit("stands there twice")));
            }
            let of_tier = faults_of(&rule.on(terms)).into_iter().filter(|found| terms.says(&found.path));
            faults
                .extend(of_tier.map(|found| FaultPlace { path: format!("{place}/{}", found.path), ..found }));
        }
        faults
    }

    /// Whether time alone may bring about what one of its rules gives for.
    pub fn looks_at_days(&self) -> bool {
        self.earning_rules.iter().any(|rule| rule.trigger.comes_with_days())
    }

    /// Whether it has a tier with that code.
    pub fn has_tier(&self, code: &TierCode) -> bool {
        self.tiers.as_ref().is_some_and(|scheme| scheme.tier(code).is_some())
    }
}
