//! What a programme does for members of a tier.

use super::tier_code::TierCode;
use crate::earning::rule::EarningRule;
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
        let mut rule = self.clone();
        if let Some(terms) = self.by_tier.get(tier) {
            rule.effect = terms.effect.unwrap_or(rule.effect);
            if let Some(caps) = &terms.caps {
                rule.caps.clone_from(caps);
            }
        }
        rule
    }
}

impl PointType {
    /// The point type as members of that tier earn it.
    #[must_use]
    pub fn for_tier(&self, tier: &TierCode) -> Self {
        let expiry = self.expiry_by_tier.get(tier).copied().unwrap_or(self.expiry);
        Self { expiry, ..self.clone() }
    }
}
