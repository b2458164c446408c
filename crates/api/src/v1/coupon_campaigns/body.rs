//! A campaign on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{CustomerId, SegmentId};
use regulars_loyalty::{CouponAudience, CouponCampaign};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::effect_body::CouponEffectBody;
use super::limits_body::CouponLimitsBody;
use super::names::{CouponCampaignStateBody, CouponRefundPolicyBody};
use super::stacking_body::CouponStackingBody;
use crate::v1::programmes::earning_rules::selector_body::LineSelectorBody;
use crate::v1::programmes::earning_rules::validity_body::EarningValidityBody;

/// A campaign of coupons.
#[derive(Serialize, ToSchema)]
pub struct CouponCampaignBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    pub id: Uuid,
    /// What it is called, on receipts too.
    #[schema(example = "Kafa za dobar početak")]
    pub name: String,
    /// Where it stands.
    pub state: CouponCampaignStateBody,
    /// What it takes off.
    pub effect: CouponEffectBody,
    /// What the whole receipt must cost at least before any discount, in minor units.
    #[schema(example = 100_000)]
    pub minimum: i64,
    /// From which lines.
    pub lines: LineSelectorBody,
    /// The stores in which it holds; everywhere where the list is empty.
    #[schema(max_items = 1_000)]
    pub store_ids: Vec<Uuid>,
    /// When it holds.
    pub validity: EarningValidityBody,
    /// How often codes may be used.
    pub limits: CouponLimitsBody,
    /// What it takes off at most in all, in minor units.
    #[schema(example = 10_000_000)]
    pub budget: Option<i64>,
    /// Together with which others.
    pub stacking: CouponStackingBody,
    /// The one customer for whom it is; `null` where it is for others.
    pub customer_id: Option<Uuid>,
    /// The segment for whose customers it is; `null` where it is for others.
    pub segment_id: Option<Uuid>,
    /// What a refund of all that was bought does.
    pub on_refund: CouponRefundPolicyBody,
    /// How many codes it has.
    #[schema(minimum = 0, example = 1_000)]
    codes: i64,
    /// How many more are being made.
    #[schema(minimum = 0, example = 0)]
    coming: i64,
    /// How often codes are used, reservations among it.
    #[schema(minimum = 0, example = 12)]
    used: i64,
    /// How many of these are reservations.
    #[schema(minimum = 0, example = 0)]
    reserved: i64,
    /// What these uses take off in all, in minor units.
    #[schema(minimum = 0, example = 216_000)]
    spent: i64,
    /// When it was made.
    #[schema(example = "2026-11-02T08:00:00Z")]
    created_at: DateTime<Utc>,
    /// When anything of it was last changed, uses apart.
    #[schema(example = "2026-11-02T08:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<&CouponCampaign> for CouponCampaignBody {
    fn from(campaign: &CouponCampaign) -> Self {
        let terms = &campaign.terms;
        let (customer, segment) = match terms.audience {
            CouponAudience::Everybody => (None, None),
            CouponAudience::Customer(customer) => (Some(customer), None),
            CouponAudience::Segment(segment) => (None, Some(segment)),
        };
        Self {
            id: campaign.id.value(),
            name: campaign.name.as_str().to_owned(),
            state: campaign.state.into(),
            effect: CouponEffectBody::from(&terms.effect),
            minimum: terms.minimum,
            lines: LineSelectorBody::from(&terms.lines),
            store_ids: terms.stores.iter().map(|store| store.value()).collect(),
            validity: EarningValidityBody::from(&terms.validity),
            limits: CouponLimitsBody::from(&terms.limits),
            budget: terms.budget,
            stacking: CouponStackingBody::from(&terms.stacking),
            customer_id: customer.map(CustomerId::value),
            segment_id: segment.map(SegmentId::value),
            on_refund: terms.on_refund.into(),
            codes: campaign.codes,
            coming: campaign.coming,
            used: campaign.used,
            reserved: campaign.reserved,
            spent: campaign.spent,
            created_at: campaign.created_at,
            updated_at: campaign.updated_at,
        }
    }
}
