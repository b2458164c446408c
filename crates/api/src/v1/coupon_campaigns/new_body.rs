//! A campaign to be made, on the wire.

use regulars_kernel::{CustomerId, Label, SegmentId, StoreId};
use regulars_loyalty::{CouponAudience, CouponTerms, NewCouponCampaign};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::CouponCampaignBody;
use super::effect_body::CouponEffectBody;
use super::limits_body::CouponLimitsBody;
use super::names::CouponRefundPolicyBody;
use super::stacking_body::CouponStackingBody;
use crate::error::{ApiError, Invalid};
use crate::v1::programmes::earning_rules::selector_body::LineSelectorBody;
use crate::v1::programmes::earning_rules::validity_body::EarningValidityBody;

/// A campaign to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Deset odsto na kafu", "effect": {"kind": "percentage", "percent": "10", "most": 50000},
    "minimum": 30000, "lines": {"include": [{"category": "drinks"}], "exclude": []},
    "validity": {"from": "2026-11-01", "to": "2099-12-31"}, "limits": {"per_code": 1, "in_all": 1000},
    "budget": 1000000, "stacking": {"group": "pica"}, "on_refund": "free"
}))]
pub struct NewCouponCampaignBody {
    /// What it is called, on receipts too.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it takes off.
    effect: CouponEffectBody,
    /// What the whole receipt must cost at least before any discount, in minor units.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64)]
    minimum: i64,
    /// From which lines; from all where nothing is said.
    #[serde(default)]
    lines: LineSelectorBody,
    /// The stores in which it holds; everywhere where there are none.
    #[serde(default)]
    #[schema(max_items = 1_000)]
    store_ids: Vec<Uuid>,
    /// When it holds; always where nothing is said.
    #[serde(default)]
    validity: EarningValidityBody,
    /// How often codes may be used.
    #[serde(default)]
    limits: CouponLimitsBody,
    /// What it takes off at most in all, in minor units.
    #[schema(minimum = 1, maximum = 1_000_000_000_000_i64)]
    budget: Option<i64>,
    /// Together with which others.
    #[serde(default)]
    stacking: CouponStackingBody,
    /// The one customer for whom it is; not together with `segment_id`.
    customer_id: Option<Uuid>,
    /// The segment for whose customers it is, as they use a code: one of your own.
    segment_id: Option<Uuid>,
    /// What a refund of all that was bought does; `keep` where nothing is said.
    on_refund: Option<CouponRefundPolicyBody>,
}

impl NewCouponCampaignBody {
    /// The checked campaign.
    pub fn check(self) -> Result<NewCouponCampaign, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let effect = self.effect.check(&mut invalid);
        let lines = self.lines.check(&mut invalid);
        let validity = self.validity.check(&mut invalid);
        let stacking = self.stacking.check(&mut invalid);
        let audience = match (self.customer_id, self.segment_id) {
            (None, None) => CouponAudience::Everybody,
            (Some(customer), None) => CouponAudience::Customer(CustomerId::new(customer)),
            (None, Some(segment)) => CouponAudience::Segment(SegmentId::new(segment)),
            (Some(_), Some(_)) => {
                invalid.add("/segment_id", "invalid", "must not be given together with customer_id");
                CouponAudience::Everybody
            }
        };
        let (name, effect) = invalid.finish_with(name.zip(effect))?;
        let terms = CouponTerms {
            effect,
            minimum: self.minimum,
            lines,
            stores: self.store_ids.into_iter().map(StoreId::new).collect(),
            validity,
            limits: self.limits.into(),
            budget: self.budget,
            stacking,
            audience,
            on_refund: self.on_refund.unwrap_or(CouponRefundPolicyBody::Keep).into(),
        };
        Ok(NewCouponCampaign { name, terms })
    }
}

/// What there is, as it would be sent.
impl From<CouponCampaignBody> for NewCouponCampaignBody {
    fn from(present: CouponCampaignBody) -> Self {
        let CouponCampaignBody { name, effect, minimum, lines, store_ids, validity, limits, budget, .. } =
            present;
        Self {
            name,
            effect,
            minimum,
            lines,
            store_ids,
            validity,
            limits,
            budget,
            stacking: present.stacking,
            customer_id: present.customer_id,
            segment_id: present.segment_id,
            on_refund: Some(present.on_refund),
        }
    }
}
