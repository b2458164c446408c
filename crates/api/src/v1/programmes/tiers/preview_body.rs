//! How many members would go up and down, on the wire.

use regulars_loyalty::TierPreview;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scheme_body::TierSchemeBody;

/// Tiers to be tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"scheme": {
    "basis": {"kind": "visits"}, "window": {"kind": "rolling_months", "months": 12}, "upgrade": "at_once",
    "downgrade": "all", "tiers": [
        {"code": "bronze", "name": "Bronzani", "threshold": 0}, {"code": "silver", "name": "Srebrni", "threshold": 5},
        {"code": "gold", "name": "Zlatni", "threshold": 20}
    ]
}}))]
pub struct NewTierPreviewBody {
    /// By what members would come into which tier.
    pub scheme: TierSchemeBody,
}

/// How many of those who were looked at would be in a tier.
#[derive(Serialize, ToSchema)]
pub struct TierCountBody {
    /// The code of the tier.
    #[schema(example = "gold", max_length = 40)]
    code: String,
    /// How many.
    #[schema(example = 12)]
    members: u64,
}

/// How many members would go up and down.
#[derive(Serialize, ToSchema)]
pub struct TierPreviewBody {
    /// How many members the programme has.
    #[schema(example = 420)]
    members: u64,
    /// How many of them were looked at: those who came in first, and no more than 1000.
    #[schema(example = 420, maximum = 1_200)]
    counted: u64,
    /// How many of those would be in a better tier than now.
    #[schema(example = 30)]
    up: u64,
    /// How many in the same one.
    #[schema(example = 380)]
    stay: u64,
    /// How many in a lesser one.
    #[schema(example = 10)]
    down: u64,
    /// How many would be in each tier.
    #[schema(max_items = 20)]
    tiers: Vec<TierCountBody>,
}

impl From<TierPreview> for TierPreviewBody {
    fn from(preview: TierPreview) -> Self {
        let TierPreview { members, counted, up, stay, down, by_tier } = preview;
        let tiers = by_tier.into_iter();
        let tiers = tiers.map(|(code, members)| TierCountBody { code: code.as_str().to_owned(), members });
        Self { members, counted, up, stay, down, tiers: tiers.collect() }
    }
}
