//! A membership on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::Label;
use regulars_loyalty::ProgrammeMembership;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::tier_body::MemberTierBody;

/// That a customer is in a programme.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeMemberBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")]
    id: Uuid,
    /// Who is in it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// Since when.
    #[schema(example = "2026-11-02T08:00:00Z")]
    joined_at: DateTime<Utc>,
    /// Until when; `null` while the membership has not ended.
    left_at: Option<DateTime<Utc>>,
    /// The version of the programme's terms that they accepted last; `null` where none was.
    #[schema(max_length = 200)]
    terms_version: Option<String>,
    /// In which tier the member is; `null` in a programme without tiers, and for somebody who has left.
    tier: Option<MemberTierBody>,
}

impl ProgrammeMemberBody {
    /// A membership with the tier.
    pub fn new(membership: ProgrammeMembership, tier: Option<MemberTierBody>) -> Self {
        let ProgrammeMembership { id, programme: _, customer, joined_at, left_at, terms_version } =
            membership;
        let terms_version = terms_version.map(Label::into_string);
        Self { id: id.value(), customer_id: customer.value(), joined_at, left_at, terms_version, tier }
    }
}
