//! A code that belongs to a customer, on the wire.

use chrono::{DateTime, Utc};
use regulars_loyalty::{CouponRefusal, HeldCoupon};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::solution_body::CouponRefusalBody;
use crate::v1::coupon_campaigns::effect_body::CouponEffectBody;
use crate::v1::coupon_campaigns::void_names::CouponVoidReasonBody;
use crate::v1::programmes::earning_rules::validity_body::EarningValidityBody;

/// A code that belongs to a customer: nobody else can use it.
#[derive(Serialize, ToSchema)]
pub struct HeldCouponBody {
    /// The code.
    #[schema(max_length = 40, example = "7KXM2QPRT4WVY3")]
    code: String,
    /// The campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What it is called.
    #[schema(max_length = 200, example = "Kafa za dobar početak")]
    name: String,
    /// What it takes off, or gives in points.
    effect: CouponEffectBody,
    /// What the whole receipt must cost at least before any discount, in minor units.
    #[schema(minimum = 0, example = 0)]
    minimum: i64,
    /// When it holds.
    validity: EarningValidityBody,
    /// Since when it is theirs.
    #[schema(example = "2026-11-20T08:00:00Z")]
    given_at: DateTime<Utc>,
    /// How often it is used, reservations among it.
    #[schema(minimum = 0, example = 0)]
    used: i64,
    /// Whether the customer can use it these days: at which hours, in which stores and from which amount on is its campaign's to say.
    #[schema(example = true)]
    usable: bool,
    /// Why it cannot be used, where that is so.
    reason: Option<CouponRefusalBody>,
    /// Since when nobody can use it any more; `null` for one that is not void.
    voided_at: Option<DateTime<Utc>>,
    /// Why it is void.
    void_reason: Option<CouponVoidReasonBody>,
}

impl From<(HeldCoupon, Option<CouponRefusal>)> for HeldCouponBody {
    fn from((held, refusal): (HeldCoupon, Option<CouponRefusal>)) -> Self {
        let HeldCoupon { coupon, given_at } = held;
        let terms = &coupon.campaign.terms;
        Self {
            code: coupon.code.to_string(),
            campaign_id: coupon.campaign.id.value(),
            name: coupon.campaign.name.as_str().to_owned(),
            effect: CouponEffectBody::from(&terms.effect),
            minimum: terms.minimum,
            validity: EarningValidityBody::from(&terms.validity),
            given_at,
            used: coupon.used,
            usable: refusal.is_none(),
            reason: refusal.map(CouponRefusalBody::from),
            voided_at: coupon.voided.map(|voided| voided.at),
            void_reason: coupon.voided.map(|voided| voided.reason.into()),
        }
    }
}
