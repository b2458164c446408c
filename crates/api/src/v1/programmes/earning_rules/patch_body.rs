//! What changes of a rule of earning, on the wire.

use regulars_kernel::Change;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::EarningRuleBody;
use super::budget_body::EarningBudgetBody;
use super::cap_body::EarningCapBody;
use super::condition_body::ReceiptConditionBody;
use super::effect_body::EarningEffectBody;
use super::new_body::NewEarningRuleBody;
use super::selector_body::{LineSelectorBody, LineSelectorPatchBody};
use super::stacking_body::{EarningStackingBody, EarningStackingPatchBody};
use super::terms_body::TierTermsBody;
use super::validity_body::{EarningValidityBody, EarningValidityPatchBody};
use crate::error::{ApiError, Invalid};
use crate::extract::Patched;
use crate::v1::filter::FilterBody;
use crate::v1::programmes::names::{EarningBaseBody, EarningTriggerBody};

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Poen na svakih 50 dinara", "effect": {"kind": "per_amount", "points": "1", "amount": 5000, "whole": true},
    "validity": {"to": "2099-12-31"}
}))]
pub struct EarningRulePatchBody {
    /// What it is called, on receipts too.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The code of the points that it gives.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    #[serde(default)]
    point_type: Patched<String>,
    /// For what it gives.
    #[schema(value_type = Option<EarningTriggerBody>)]
    #[serde(default)]
    trigger: Patched<EarningTriggerBody>,
    /// For which custom event, where `trigger` is `custom_event`; `null` for what is none.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9_.-]*$")]
    #[serde(default)]
    event: Patched<String>,
    /// After how many whole days without a purchase, where `trigger` is `inactivity`; `null` for what is not.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 3650)]
    #[serde(default)]
    inactive_days: Patched<u16>,
    /// For which customers it is, as a whole; `null` for all.
    #[schema(value_type = Option<FilterBody>)]
    #[serde(default)]
    customers: Patched<FilterBody>,
    /// To which receipts it gives, as a whole; `null` for all.
    #[schema(value_type = Option<ReceiptConditionBody>)]
    #[serde(default)]
    when: Patched<ReceiptConditionBody>,
    /// For which of their lines; `null` for all.
    #[schema(value_type = Option<LineSelectorPatchBody>)]
    #[serde(default)]
    lines: Patched<LineSelectorPatchBody>,
    /// Of what it counts amounts.
    #[schema(value_type = Option<EarningBaseBody>)]
    #[serde(default)]
    base: Patched<EarningBaseBody>,
    /// How much it gives, as a whole.
    #[schema(value_type = Option<EarningEffectBody>)]
    #[serde(default)]
    effect: Patched<EarningEffectBody>,
    /// And how much at most: all caps that it has then.
    #[schema(value_type = Option<Vec<EarningCapBody>>, max_items = 20)]
    #[serde(default)]
    caps: Patched<Vec<EarningCapBody>>,
    /// How much it gives at most to all customers together, as a whole; `null` for as much as it comes to.
    #[schema(value_type = Option<EarningBudgetBody>)]
    #[serde(default)]
    budget: Patched<EarningBudgetBody>,
    /// When it holds; `null` for always.
    #[schema(value_type = Option<EarningValidityPatchBody>)]
    #[serde(default)]
    validity: Patched<EarningValidityPatchBody>,
    /// How it goes together with others; `null` for beside them.
    #[schema(value_type = Option<EarningStackingPatchBody>)]
    #[serde(default)]
    stacking: Patched<EarningStackingPatchBody>,
    /// What is otherwise for members of a tier: all that it says then.
    #[schema(value_type = Option<Vec<TierTermsBody>>, max_items = 20)]
    #[serde(default)]
    by_tier: Patched<Vec<TierTermsBody>>,
}

impl EarningRulePatchBody {
    /// The whole rule, of what there is and what changes.
    pub fn whole(self, mut present: EarningRuleBody) -> Result<NewEarningRuleBody, ApiError> {
        let mut invalid = Invalid::default();
        self.name.replace(&mut invalid, "/name", &mut present.name);
        self.point_type.replace(&mut invalid, "/point_type", &mut present.point_type);
        self.trigger.replace(&mut invalid, "/trigger", &mut present.trigger);
        self.event.replace_or_clear(&mut present.event);
        self.inactive_days.replace_or_clear(&mut present.inactive_days);
        self.customers.replace_or_clear(&mut present.customers);
        self.when.replace_or_clear(&mut present.when);
        self.base.replace(&mut invalid, "/base", &mut present.base);
        self.effect.replace(&mut invalid, "/effect", &mut present.effect);
        self.caps.replace(&mut invalid, "/caps", &mut present.caps);
        self.budget.replace_or_clear(&mut present.budget);
        self.by_tier.replace(&mut invalid, "/by_tier", &mut present.by_tier);
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
        match self.stacking.0 {
            Change::Unchanged => {}
            Change::Clear => present.stacking = EarningStackingBody::default(),
            Change::Set(stacking) => stacking.apply(&mut present.stacking, &mut invalid),
        }
        invalid.finish()?;
        Ok(present.into())
    }
}
