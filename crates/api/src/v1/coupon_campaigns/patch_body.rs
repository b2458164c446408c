//! What changes of a campaign, on the wire.

use regulars_kernel::Change;
use regulars_loyalty::{CouponCampaignPatch, NewCouponCampaign};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::CouponCampaignBody;
use super::effect_body::CouponEffectBody;
use super::limits_body::{CouponLimitsBody, CouponLimitsPatchBody};
use super::names::{CouponCampaignStateBody, CouponRefundPolicyBody};
use super::new_body::NewCouponCampaignBody;
use super::stacking_body::{CouponStackingBody, CouponStackingPatchBody};
use crate::error::{ApiError, Invalid};
use crate::extract::Patched;
use crate::v1::programmes::earning_rules::selector_body::{LineSelectorBody, LineSelectorPatchBody};
use crate::v1::programmes::earning_rules::validity_body::{EarningValidityBody, EarningValidityPatchBody};

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Petnaest odsto na kafu", "effect": {"kind": "percentage", "percent": "15"}}))]
pub struct CouponCampaignPatchBody {
    /// What it is called, on receipts too.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Where it stands. A draft becomes `active`; what is active `paused`; what is paused `active` again; and either of the two
    /// `closed`, for good.
    #[schema(value_type = Option<CouponCampaignStateBody>)]
    #[serde(default)]
    state: Patched<CouponCampaignStateBody>,
    /// What it takes off, as a whole.
    #[schema(value_type = Option<CouponEffectBody>)]
    #[serde(default)]
    effect: Patched<CouponEffectBody>,
    /// What the whole receipt must cost at least before any discount, in minor units.
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    #[serde(default)]
    minimum: Patched<i64>,
    /// From which lines; `null` for all.
    #[schema(value_type = Option<LineSelectorPatchBody>)]
    #[serde(default)]
    lines: Patched<LineSelectorPatchBody>,
    /// The stores in which it holds, all of them; everywhere where there are none.
    #[schema(value_type = Option<Vec<Uuid>>, max_items = 1_000)]
    #[serde(default)]
    store_ids: Patched<Vec<Uuid>>,
    /// When it holds; `null` for always.
    #[schema(value_type = Option<EarningValidityPatchBody>)]
    #[serde(default)]
    validity: Patched<EarningValidityPatchBody>,
    /// How often codes may be used; `null` for as often as anybody likes.
    #[schema(value_type = Option<CouponLimitsPatchBody>)]
    #[serde(default)]
    limits: Patched<CouponLimitsPatchBody>,
    /// What it takes off at most in all, in minor units.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    #[serde(default)]
    budget: Patched<i64>,
    /// Together with which others; `null` for all.
    #[schema(value_type = Option<CouponStackingPatchBody>)]
    #[serde(default)]
    stacking: Patched<CouponStackingPatchBody>,
    /// The one customer for whom it is.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    customer_id: Patched<Uuid>,
    /// The segment for whose customers it is.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    segment_id: Patched<Uuid>,
    /// What a refund of all that was bought does.
    #[schema(value_type = Option<CouponRefundPolicyBody>)]
    #[serde(default)]
    on_refund: Patched<CouponRefundPolicyBody>,
}

impl CouponCampaignPatchBody {
    /// What changes of what there is.
    pub fn whole(self, mut present: CouponCampaignBody) -> Result<CouponCampaignPatch, ApiError> {
        let mut invalid = Invalid::default();
        self.name.replace(&mut invalid, "/name", &mut present.name);
        self.state.replace(&mut invalid, "/state", &mut present.state);
        self.effect.replace(&mut invalid, "/effect", &mut present.effect);
        self.minimum.replace(&mut invalid, "/minimum", &mut present.minimum);
        self.store_ids.replace(&mut invalid, "/store_ids", &mut present.store_ids);
        self.budget.replace_or_clear(&mut present.budget);
        self.customer_id.replace_or_clear(&mut present.customer_id);
        self.segment_id.replace_or_clear(&mut present.segment_id);
        self.on_refund.replace(&mut invalid, "/on_refund", &mut present.on_refund);
        match self.lines.0 {
            Change::Unchanged => {}
            Change::Clear => present.lines = LineSelectorBody::default(),
            Change::Set(lines) => lines.apply(&mut present.lines, &mut invalid),
        }
        match self.validity.0 {
            Change::Unchanged => {}
            Change::Clear => present.validity = EarningValidityBody::default(),
            Change::Set(validity) => validity.apply(&mut present.validity, &mut invalid),
        }
        match self.limits.0 {
            Change::Unchanged => {}
            Change::Clear => present.limits = CouponLimitsBody::default(),
            Change::Set(limits) => limits.apply(&mut present.limits),
        }
        match self.stacking.0 {
            Change::Unchanged => {}
            Change::Clear => present.stacking = CouponStackingBody::default(),
            Change::Set(stacking) => stacking.apply(&mut present.stacking, &mut invalid),
        }
        invalid.finish()?;
        let state = present.state.into();
        let NewCouponCampaign { name, terms } = NewCouponCampaignBody::from(present).check()?;
        Ok(CouponCampaignPatch { name: Some(name), state: Some(state), terms: Some(terms) })
    }
}
