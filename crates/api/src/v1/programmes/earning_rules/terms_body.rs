//! What a rule says for members of a tier, on the wire.

use regulars_loyalty::{PointScale, TierCode, TierTerms};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cap_body::EarningCapBody;
use super::effect_body::EarningEffectBody;
use crate::error::Invalid;

/// What a rule says for members of a tier: of those who were in it before the receipt.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TierTermsBody {
    /// The code of the tier.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "gold")]
    tier: String,
    /// How much it gives; as to others where nothing is said.
    effect: Option<EarningEffectBody>,
    /// And how much at most: all caps that hold for them; those of others where nothing is said.
    #[schema(max_items = 20)]
    caps: Option<Vec<EarningCapBody>>,
}

impl TierTermsBody {
    /// What is said, or nothing after errors were noted below `place`.
    pub fn check(self, scale: PointScale, place: &str, invalid: &mut Invalid) -> Option<TierTerms> {
        let tier = invalid.check(&format!("{place}/tier"), self.tier.parse::<TierCode>());
        let effect = match self.effect {
            Some(effect) => Some(effect.check(&format!("{place}/effect"), invalid)?),
            None => None,
        };
        let caps = self.caps.map(|caps| {
            let checked = caps
                .into_iter()
                .enumerate()
                .filter_map(|(index, cap)| cap.check(scale, &format!("{place}/caps/{index}"), invalid));
            checked.collect()
        });
        Some(TierTerms { tier: tier?, effect, caps })
    }

    /// What a rule says that gives points of that scale.
    pub fn new(terms: &TierTerms, scale: PointScale) -> Self {
        let caps = terms.caps.as_ref();
        Self {
            tier: terms.tier.as_str().to_owned(),
            effect: terms.effect.as_ref().map(EarningEffectBody::from),
            caps: caps.map(|caps| caps.iter().map(|cap| EarningCapBody::new(cap, scale)).collect()),
        }
    }
}
