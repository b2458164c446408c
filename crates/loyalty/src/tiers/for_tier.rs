//! What a programme does for members of a tier.

use super::tier_code::TierCode;
use crate::earning::rule::{EarningRule, TierTerms};
use crate::programme::configuration::Configuration;
use crate::programme::point_type::PointType;

impl Configuration {
    /// What the programme does for somebody in that tier: rules and point types that say something else by the tier say that.
    #[must_use]
    pub fn for_tier(&self, tier: Option<&TierCode>) -> Self {
        let Some(tier) = tier else { return self.clone() };
        Self {
            point_types: self.point_types.iter().map(|kind| kind.for_tier(tier)).collect(),
            earning_rules: self.earning_rules.iter().map(|rule| rule.for_tier(tier)).collect(),
            ..self.clone()
        }
    }
}

impl EarningRule {
    /// The rule as it is for members of that tier.
    #[must_use]
    pub fn for_tier(&self, tier: &TierCode) -> Self {
        match self.by_tier.iter().find(|terms| terms.tier == *tier) {
            Some(terms) => self.on(terms),
            None => self.clone(),
        }
    }

    /// The rule with what it says for members of a tier.
    pub(crate) fn on(&self, terms: &TierTerms) -> Self {
        Self {
            effect: terms.effect.unwrap_or(self.effect),
            caps: terms.caps.clone().unwrap_or_else(|| self.caps.clone()),
            ..self.clone()
        }
    }
}

impl PointType {
    /// The point type as members of that tier earn it.
    #[must_use]
    pub fn for_tier(&self, tier: &TierCode) -> Self {
        let of_tier = self.expiry_by_tier.iter().find(|of_tier| of_tier.tier == *tier);
        let expiry = of_tier.map_or(self.expiry, |of_tier| of_tier.expiry);
        Self { expiry, ..self.clone() }
    }
}
