//! Rules of earning as JSON.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use regulars_filters::Filter;
use regulars_kernel::{Date, Decimal, EarningRuleId, Instant, Label, StoreError};
use regulars_loyalty::{
    Cap, EarningEffect, EarningRule, EarningTrigger, Hours, LineMatch, LineSelector, OccasionTerms,
    PointRate, ReceiptCondition, RuleBudget, Stacking, TierTerms, Validity,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::condition_row::ConditionRow;
use super::configuration_row::wrong;

/// A rule of earning.
#[derive(Serialize, Deserialize)]
pub(super) struct RuleRow {
    id: Uuid,
    name: String,
    point_type: String,
    /// In versions from before there were others, all are for receipts.
    #[serde(default = "for_receipts")]
    trigger: String,
    /// Rules for receipts have none of these three, and versions from before there were occasions neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inactive_days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<Instant>,
    /// Versions from before rules were for certain customers have none.
    #[serde(default)]
    customers: Option<Value>,
    when: Option<ConditionRow>,
    include: Vec<MatchRow>,
    exclude: Vec<MatchRow>,
    base: String,
    effect: EffectRow,
    caps: Vec<CapRow>,
    /// Versions from before there were budgets have none.
    #[serde(default)]
    budget: Option<BudgetRow>,
    validity: ValidityRow,
    stacking: String,
    group: Option<String>,
    #[serde(default)]
    by_tier: Vec<TermsRow>,
}

fn for_receipts() -> String {
    EarningTrigger::Purchase.name().to_owned()
}

/// What is otherwise for members of a tier.
#[derive(Serialize, Deserialize)]
struct TermsRow {
    tier: String,
    effect: Option<EffectRow>,
    caps: Option<Vec<CapRow>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MatchRow {
    sku: Option<String>,
    category: Option<String>,
    unit: Option<String>,
}

/// Decimals are texts, such as `4.5`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EffectRow {
    Fixed { points: String },
    PerAmount(RateRow),
    PerQuantity(RateRow),
    Percentage { percent: String },
    Multiplier { factor: String },
}

#[derive(Serialize, Deserialize)]
struct RateRow {
    points: String,
    per: i64,
    whole: bool,
}

#[derive(Serialize, Deserialize)]
struct CapRow {
    of: String,
    most: i64,
    per: String,
    scope: String,
}

#[derive(Serialize, Deserialize)]
struct BudgetRow {
    points: i64,
    per: String,
    since: Instant,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ValidityRow {
    from: Option<Date>,
    to: Option<Date>,
    weekdays: BTreeSet<u8>,
    hours: Vec<HoursRow>,
}

#[derive(Serialize, Deserialize)]
struct HoursRow {
    from: NaiveTime,
    to: NaiveTime,
}

impl From<&EarningRule> for RuleRow {
    fn from(rule: &EarningRule) -> Self {
        let EarningRule { id, name, point_type, when, lines, base, effect, caps, .. } = rule;
        let EarningRule { trigger, occasion, customers, budget, validity, stacking, by_tier, .. } = rule;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            point_type: point_type.as_str().to_owned(),
            trigger: trigger.name().to_owned(),
            event: occasion.event.as_ref().map(|event| event.as_str().to_owned()),
            inactive_days: occasion.inactive_days,
            since: occasion.since,
            customers: customers.as_ref().map(Filter::to_stored_json),
            when: when.as_ref().map(ConditionRow::from),
            include: lines.include.iter().map(MatchRow::from).collect(),
            exclude: lines.exclude.iter().map(MatchRow::from).collect(),
            base: base.name().to_owned(),
            effect: EffectRow::from(effect),
            caps: caps.iter().map(CapRow::from).collect(),
            budget: budget.as_ref().map(BudgetRow::from),
            validity: ValidityRow::from(validity),
            stacking: stacking.mode.name().to_owned(),
            group: stacking.group.as_ref().map(|group| group.as_str().to_owned()),
            by_tier: by_tier.iter().map(TermsRow::from).collect(),
        }
    }
}

impl TryFrom<RuleRow> for EarningRule {
    type Error = StoreError;

    fn try_from(row: RuleRow) -> Result<Self, StoreError> {
        let matches = |rows: Vec<MatchRow>| {
            rows.into_iter().map(LineMatch::try_from).collect::<Result<Vec<_>, StoreError>>()
        };
        Ok(Self {
            id: EarningRuleId::new(row.id),
            name: row.name.parse().map_err(wrong)?,
            point_type: row.point_type.parse().map_err(wrong)?,
            trigger: row.trigger.parse().map_err(wrong)?,
            occasion: OccasionTerms {
                event: row.event.map(|event| event.parse().map_err(wrong)).transpose()?,
                inactive_days: row.inactive_days,
                since: row.since,
            },
            customers: row.customers.as_ref().map(filter).transpose()?,
            when: row.when.map(ReceiptCondition::try_from).transpose()?,
            lines: LineSelector { include: matches(row.include)?, exclude: matches(row.exclude)? },
            base: row.base.parse().map_err(wrong)?,
            effect: EarningEffect::try_from(row.effect)?,
            caps: row.caps.into_iter().map(Cap::try_from).collect::<Result<_, _>>()?,
            budget: row.budget.map(RuleBudget::try_from).transpose()?,
            validity: Validity::from(row.validity),
            stacking: Stacking { mode: row.stacking.parse().map_err(wrong)?, group: label(row.group)? },
            by_tier: row.by_tier.into_iter().map(TierTerms::try_from).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<TermsRow> for TierTerms {
    type Error = StoreError;

    fn try_from(row: TermsRow) -> Result<Self, StoreError> {
        let caps = row.caps.map(|caps| caps.into_iter().map(Cap::try_from).collect::<Result<_, _>>());
        Ok(Self {
            tier: row.tier.parse().map_err(wrong)?,
            effect: row.effect.map(EarningEffect::try_from).transpose()?,
            caps: caps.transpose()?,
        })
    }
}

impl From<&TierTerms> for TermsRow {
    fn from(terms: &TierTerms) -> Self {
        Self {
            tier: terms.tier.as_str().to_owned(),
            effect: terms.effect.as_ref().map(EffectRow::from),
            caps: terms.caps.as_ref().map(|caps| caps.iter().map(CapRow::from).collect()),
        }
    }
}

/// What is wrong with a filter that cannot be read is not told, because a filter may hold personal data.
fn filter(json: &Value) -> Result<Filter, StoreError> {
    Filter::parse_stored(json).map_err(|faults| wrong(format!("a filter with {} faults", faults.len())))
}

fn label(text: Option<String>) -> Result<Option<Label>, StoreError> {
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

fn decimal(text: &str) -> Result<Decimal, StoreError> {
    text.parse().map_err(wrong)
}

impl From<&LineMatch> for MatchRow {
    fn from(meant: &LineMatch) -> Self {
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        Self { sku: text(&meant.sku), category: text(&meant.category), unit: text(&meant.unit) }
    }
}

impl TryFrom<MatchRow> for LineMatch {
    type Error = StoreError;

    fn try_from(row: MatchRow) -> Result<Self, StoreError> {
        Ok(Self { sku: label(row.sku)?, category: label(row.category)?, unit: label(row.unit)? })
    }
}

impl From<&EarningEffect> for EffectRow {
    fn from(effect: &EarningEffect) -> Self {
        match effect {
            EarningEffect::Fixed { points } => Self::Fixed { points: points.to_string() },
            EarningEffect::PerAmount(rate) => Self::PerAmount(RateRow::from(rate)),
            EarningEffect::PerQuantity(rate) => Self::PerQuantity(RateRow::from(rate)),
            EarningEffect::Percentage { percent } => Self::Percentage { percent: percent.to_string() },
            EarningEffect::Multiplier { factor } => Self::Multiplier { factor: factor.to_string() },
        }
    }
}

impl TryFrom<EffectRow> for EarningEffect {
    type Error = StoreError;

    fn try_from(row: EffectRow) -> Result<Self, StoreError> {
        Ok(match row {
            EffectRow::Fixed { points } => Self::Fixed { points: decimal(&points)? },
            EffectRow::PerAmount(rate) => Self::PerAmount(PointRate::try_from(rate)?),
            EffectRow::PerQuantity(rate) => Self::PerQuantity(PointRate::try_from(rate)?),
            EffectRow::Percentage { percent } => Self::Percentage { percent: decimal(&percent)? },
            EffectRow::Multiplier { factor } => Self::Multiplier { factor: decimal(&factor)? },
        })
    }
}

impl From<&PointRate> for RateRow {
    fn from(rate: &PointRate) -> Self {
        let PointRate { points, per, whole } = *rate;
        Self { points: points.to_string(), per, whole }
    }
}

impl TryFrom<RateRow> for PointRate {
    type Error = StoreError;

    fn try_from(row: RateRow) -> Result<Self, StoreError> {
        Ok(Self { points: decimal(&row.points)?, per: row.per, whole: row.whole })
    }
}

impl From<&Cap> for CapRow {
    fn from(cap: &Cap) -> Self {
        let Cap { of, most, per, scope } = *cap;
        Self { of: of.name().to_owned(), most, per: per.name().to_owned(), scope: scope.name().to_owned() }
    }
}

impl TryFrom<CapRow> for Cap {
    type Error = StoreError;

    fn try_from(row: CapRow) -> Result<Self, StoreError> {
        Ok(Self {
            of: row.of.parse().map_err(wrong)?,
            most: row.most,
            per: row.per.parse().map_err(wrong)?,
            scope: row.scope.parse().map_err(wrong)?,
        })
    }
}

impl From<&RuleBudget> for BudgetRow {
    fn from(budget: &RuleBudget) -> Self {
        let RuleBudget { points, per, since } = *budget;
        Self { points, per: per.name().to_owned(), since }
    }
}

impl TryFrom<BudgetRow> for RuleBudget {
    type Error = StoreError;

    fn try_from(row: BudgetRow) -> Result<Self, StoreError> {
        Ok(Self { points: row.points, per: row.per.parse().map_err(wrong)?, since: row.since })
    }
}

impl From<&Validity> for ValidityRow {
    fn from(validity: &Validity) -> Self {
        let Validity { from, to, weekdays, hours } = validity;
        let hours = hours.iter().map(|Hours { from, to }| HoursRow { from: *from, to: *to });
        Self { from: *from, to: *to, weekdays: weekdays.clone(), hours: hours.collect() }
    }
}

impl From<ValidityRow> for Validity {
    fn from(row: ValidityRow) -> Self {
        let hours = row.hours.into_iter().map(|HoursRow { from, to }| Hours { from, to });
        Self { from: row.from, to: row.to, weekdays: row.weekdays, hours: hours.collect() }
    }
}
