//! How many members would go up and down, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::ProgrammeMembershipId;
use regulars_loyalty::{MembershipPosition, TierPreview, TierScheme};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::scheme_body::TierSchemeBody;
use crate::extract::render_cursor;

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
    /// How many of them were looked at so far, on the pages before as well: those who came in first.
    #[schema(example = 420)]
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
    /// Send it as `cursor` to count those behind as well; `null` where all were counted.
    next: Option<String>,
}

/// Where a preview goes on: behind that membership, with how many were counted, would go up, stay and go down, and would be in each
/// tier.
pub(super) type PreviewPlace = ((DateTime<Utc>, Uuid), [u64; 4], Vec<u64>);

/// What was counted by then under the scheme. None where the place is of a preview of other tiers.
pub(super) fn counted_so_far(scheme: &TierScheme, place: PreviewPlace) -> Option<TierPreview> {
    let ((joined_at, id), [counted, up, stay, down], counts) = place;
    let mut preview = TierPreview { counted, up, stay, down, ..TierPreview::of(scheme) };
    if preview.by_tier.len() != counts.len() {
        return None;
    }
    for ((_, members), count) in preview.by_tier.iter_mut().zip(counts) {
        *members = count;
    }
    preview.next = Some(MembershipPosition { joined_at, id: ProgrammeMembershipId::new(id) });
    Some(preview)
}

impl From<TierPreview> for TierPreviewBody {
    fn from(preview: TierPreview) -> Self {
        let TierPreview { members, counted, up, stay, down, by_tier, next } = preview;
        let counts: Vec<u64> = by_tier.iter().map(|(_, members)| *members).collect();
        let place = |at: MembershipPosition| -> PreviewPlace {
            ((at.joined_at, at.id.value()), [counted, up, stay, down], counts)
        };
        let next = next.map(|at| render_cursor(&place(at)));
        let tiers = by_tier.into_iter();
        let tiers = tiers.map(|(code, members)| TierCountBody { code: code.as_str().to_owned(), members });
        Self { members, counted, up, stay, down, tiers: tiers.collect(), next }
    }
}
