//! A rule of earning to be made, on the wire.

use regulars_kernel::{EarningRuleId, EventName, Instant, Label};
use regulars_loyalty::{
    Cap, Configuration, EarningRule, EarningTrigger, OccasionTerms, PointScale, PointTypeCode,
    ReceiptCondition, TierTerms,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::EarningRuleBody;
use super::budget_body::EarningBudgetBody;
use super::cap_body::EarningCapBody;
use super::condition_body::ReceiptConditionBody;
use super::customers_of_rule::check_customers;
use super::effect_body::EarningEffectBody;
use super::selector_body::LineSelectorBody;
use super::stacking_body::EarningStackingBody;
use super::terms_body::TierTermsBody;
use super::validity_body::EarningValidityBody;
use crate::error::{ApiError, Invalid};
use crate::v1::filter::FilterBody;
use crate::v1::programmes::names::{EarningBaseBody, EarningTriggerBody};

/// A rule of earning to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Jutarnja kafa", "point_type": "points",
    "when": {"all": [
        {"field": "receipt.total", "op": "gte", "value": 50000},
        {"not": {"field": "receipt.tender", "op": "in", "value": ["points"]}}
    ]},
    "lines": {"include": [{"category": "drinks"}], "exclude": [{"sku": "1002"}]},
    "base": "paid_by_money",
    "effect": {"kind": "per_amount", "points": "2", "amount": 10000, "whole": true},
    "caps": [{"of": "points", "most": "40", "per": "day", "scope": "all_stores"}],
    "validity": {"from": "2026-11-01", "weekdays": [1, 2, 3, 4, 5], "hours": [{"from": "07:00", "to": "10:00"}]},
    "stacking": {"mode": "best_of", "group": "kafa"}
}))]
pub struct NewEarningRuleBody {
    /// What it is called, on receipts too.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// The code of the points that it gives: of a point type of the programme.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    pub point_type: String,
    /// For what it gives; for receipts where nothing is said.
    pub trigger: Option<EarningTriggerBody>,
    /// For which custom event, where `trigger` is `custom_event`: what `name` says there.
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9_.-]*$")]
    pub event: Option<String>,
    /// After how many whole days without a purchase, where `trigger` is `inactivity`.
    #[schema(minimum = 1, maximum = 3650)]
    pub inactive_days: Option<u16>,
    /// For which customers it is, as they are once the receipt is recorded: a filter, such as `{"segment": "…"}`. For all where nothing
    /// is said.
    pub customers: Option<FilterBody>,
    /// To which receipts it gives; to all where nothing is said.
    pub when: Option<ReceiptConditionBody>,
    /// For which of their lines; for all where nothing is said.
    #[serde(default)]
    pub lines: LineSelectorBody,
    /// Of what it counts amounts; `gross` where nothing is said.
    pub base: Option<EarningBaseBody>,
    /// How much it gives.
    pub effect: EarningEffectBody,
    /// And how much at most.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub caps: Vec<EarningCapBody>,
    /// How much it gives at most to all customers together; as much as it comes to where nothing is said.
    pub budget: Option<EarningBudgetBody>,
    /// When it holds; always where nothing is said.
    #[serde(default)]
    pub validity: EarningValidityBody,
    /// How it goes together with others; beside them where nothing is said.
    #[serde(default)]
    pub stacking: EarningStackingBody,
    /// What is otherwise for members of a tier: each tier once.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub by_tier: Vec<TierTermsBody>,
}

impl NewEarningRuleBody {
    /// The checked rule with that id, of a programme that is configured so. Its customers are not looked up yet; a phone number
    /// without a country code is of `country`, and a new budget and new days count from `now` on.
    pub fn check(
        self,
        id: EarningRuleId,
        configuration: &Configuration,
        country: Option<&str>,
        now: Instant,
    ) -> Result<EarningRule, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let customers = check_customers(self.customers.as_ref(), country, &mut invalid);
        let when = check_when(self.when.as_ref(), &mut invalid);
        let lines = self.lines.check(&mut invalid);
        let effect = self.effect.check("/effect", &mut invalid);
        let validity = self.validity.check(&mut invalid);
        let stacking = self.stacking.check(&mut invalid);
        let kind = scale_of(&self.point_type, configuration, &mut invalid);
        let caps = kind.as_ref().map(|(_, scale)| check_caps(self.caps, *scale, &mut invalid));
        let present = configuration.rule(id).and_then(|rule| rule.budget);
        let budget = kind.as_ref().zip(self.budget);
        let budget = budget.and_then(|((_, scale), budget)| budget.check(*scale, present, now, &mut invalid));
        let by_tier = kind.as_ref().map(|(_, scale)| check_terms(self.by_tier, *scale, &mut invalid));
        let by_tier = by_tier.unwrap_or_default();
        let event = invalid.parse_option::<EventName>("/event", self.event);
        let trigger: EarningTrigger = self.trigger.unwrap_or(EarningTriggerBody::Purchase).into();
        let since = configuration.rule(id).and_then(|rule| rule.occasion.since);
        let occasion = OccasionTerms { event, inactive_days: self.inactive_days, since };
        let (Some(name), Some(effect), Some((point_type, _)), Some(caps)) = (name, effect, kind, caps) else {
            return Err(invalid.into());
        };
        invalid.finish()?;
        let base = self.base.unwrap_or(EarningBaseBody::Gross).into();
        let rule = EarningRule {
            id,
            name,
            point_type,
            trigger,
            occasion,
            customers,
            when,
            lines,
            base,
            effect,
            caps,
            budget,
            validity,
            stacking,
            by_tier,
        };
        Ok(match configuration.rule(id).filter(|present| present.asks_days_as(&rule)) {
            Some(_) => rule,
            None => rule.beginning_at(now),
        })
    }
}

/// The condition, if there is one and it has no faults.
fn check_when(when: Option<&ReceiptConditionBody>, invalid: &mut Invalid) -> Option<ReceiptCondition> {
    when.and_then(|when| when.check(invalid, "/when"))
}

/// The code of a point type of the programme, with its scale.
fn scale_of(
    code: &str,
    configuration: &Configuration,
    invalid: &mut Invalid,
) -> Option<(PointTypeCode, PointScale)> {
    let code = invalid.check("/point_type", code.parse::<PointTypeCode>())?;
    match configuration.point_type(&code) {
        Some(kind) => Some((code, kind.scale)),
        None => {
            invalid.add("/point_type", "not_found", "the programme has no such point type");
            None
        }
    }
}

fn check_caps(caps: Vec<EarningCapBody>, scale: PointScale, invalid: &mut Invalid) -> Vec<Cap> {
    let mut checked = Vec::with_capacity(caps.len());
    for (index, cap) in caps.into_iter().enumerate() {
        checked.extend(cap.check(scale, &format!("/caps/{index}"), invalid));
    }
    checked
}

fn check_terms(terms: Vec<TierTermsBody>, scale: PointScale, invalid: &mut Invalid) -> Vec<TierTerms> {
    let mut checked = Vec::with_capacity(terms.len());
    for (index, terms) in terms.into_iter().enumerate() {
        checked.extend(terms.check(scale, &format!("/by_tier/{index}"), invalid));
    }
    checked
}

/// What there is, as it would be sent.
impl From<EarningRuleBody> for NewEarningRuleBody {
    fn from(present: EarningRuleBody) -> Self {
        let EarningRuleBody {
            id: _, name, point_type, trigger, customers, when, lines, base, effect, ..
        } = present;
        let EarningRuleBody { event, inactive_days, caps, budget, validity, stacking, by_tier, .. } = present;
        Self {
            name,
            point_type,
            trigger: Some(trigger),
            event,
            inactive_days,
            customers,
            when,
            lines,
            base: Some(base),
            effect,
            caps,
            budget,
            validity,
            stacking,
            by_tier,
        }
    }
}
