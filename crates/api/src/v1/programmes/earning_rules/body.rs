//! A rule of earning on the wire.

use regulars_kernel::EarningRuleId;
use regulars_loyalty::{Configuration, EarningRule, PointScale, Programme};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::budget_body::EarningBudgetBody;
use super::cap_body::EarningCapBody;
use super::condition_body::ReceiptConditionBody;
use super::effect_body::EarningEffectBody;
use super::selector_body::LineSelectorBody;
use super::stacking_body::EarningStackingBody;
use super::terms_body::TierTermsBody;
use super::validity_body::EarningValidityBody;
use crate::error::ApiError;
use crate::v1::filter::FilterBody;
use crate::v1::programmes::names::{EarningBaseBody, EarningTriggerBody};

/// A rule by which receipts, invoices and occasions earn points.
#[derive(Serialize, ToSchema)]
pub struct EarningRuleBody {
    /// Its id: the same in every version of the programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55")]
    pub id: Uuid,
    /// What it is called, on receipts too.
    #[schema(example = "Poen na svakih 100 dinara")]
    pub name: String,
    /// The code of the points that it gives.
    #[schema(example = "points", max_length = 40)]
    pub point_type: String,
    /// For what it gives.
    pub trigger: EarningTriggerBody,
    /// For which custom event; `null` for what is none.
    #[schema(example = "app.review_written", max_length = 60)]
    pub event: Option<String>,
    /// After how many whole days without a purchase; `null` for what is not inactivity.
    #[schema(example = 90, minimum = 1, maximum = 3650)]
    pub inactive_days: Option<u16>,
    /// For which customers it is; `null` for all.
    pub customers: Option<FilterBody>,
    /// To which receipts it gives; `null` for all.
    pub when: Option<ReceiptConditionBody>,
    /// For which of their lines.
    pub lines: LineSelectorBody,
    /// Of what it counts amounts.
    pub base: EarningBaseBody,
    /// How much it gives.
    pub effect: EarningEffectBody,
    /// And how much at most.
    #[schema(max_items = 20)]
    pub caps: Vec<EarningCapBody>,
    /// How much it gives at most to all customers together; `null` for as much as it comes to.
    pub budget: Option<EarningBudgetBody>,
    /// When it holds.
    pub validity: EarningValidityBody,
    /// How it goes together with others.
    pub stacking: EarningStackingBody,
    /// What is otherwise for members of a tier.
    #[schema(max_items = 20)]
    pub by_tier: Vec<TierTermsBody>,
}

impl EarningRuleBody {
    /// The rule of that configuration.
    pub fn new(rule: &EarningRule, configuration: &Configuration) -> Self {
        let kind = configuration.point_type(&rule.point_type);
        let scale = kind.map_or(PointScale::default(), |kind| kind.scale);
        Self {
            id: rule.id.value(),
            name: rule.name.as_str().to_owned(),
            point_type: rule.point_type.as_str().to_owned(),
            trigger: rule.trigger.into(),
            event: rule.occasion.event.as_ref().map(|event| event.as_str().to_owned()),
            inactive_days: rule.occasion.inactive_days,
            customers: rule.customers.as_ref().map(FilterBody::from),
            when: rule.when.as_ref().map(ReceiptConditionBody::from),
            lines: (&rule.lines).into(),
            base: rule.base.into(),
            effect: (&rule.effect).into(),
            caps: rule.caps.iter().map(|cap| EarningCapBody::new(cap, scale)).collect(),
            budget: rule.budget.map(|budget| EarningBudgetBody::new(&budget, scale)),
            validity: (&rule.validity).into(),
            stacking: (&rule.stacking).into(),
            by_tier: rule.by_tier.iter().map(|terms| TierTermsBody::new(terms, scale)).collect(),
        }
    }
}

/// A rule of a programme as it is shown, or that there is none with that id.
pub fn shown(programme: &Programme, id: EarningRuleId) -> Result<EarningRuleBody, ApiError> {
    let found = programme.configuration.rule(id);
    found
        .map(|rule| EarningRuleBody::new(rule, &programme.configuration))
        .ok_or_else(|| ApiError::not_found("earning rule"))
}
