//! What a campaign does as JSON, but for what has a column of its own.

use std::collections::BTreeSet;

use regulars_kernel::{Label, ProgrammeId, StoreError, StoreId};
use regulars_loyalty::{
    CouponAudience, CouponEffect, CouponLimits, CouponPeriodLimit, CouponPoints, CouponStacking, CouponTerms,
    LineMatch, LineSelector, PointGift, Validity,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::super::rule_row::{MatchRow, ValidityRow};
use crate::error::inconsistent;

#[derive(Serialize, Deserialize)]
struct TermsRow {
    effect: CouponEffectRow,
    minimum: i64,
    include: Vec<MatchRow>,
    exclude: Vec<MatchRow>,
    stores: BTreeSet<Uuid>,
    validity: ValidityRow,
    in_all: Option<u32>,
    per_customer: Option<u32>,
    per_period: Option<(u32, String)>,
    budget: Option<i64>,
    group: Option<String>,
    exclusive: bool,
    priority: i32,
    on_refund: String,
}

/// Decimals are texts, such as `2.5`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum CouponEffectRow {
    Percentage { percent: String, most: Option<i64> },
    Amount { amount: i64 },
    Price { price: i64 },
    FreeItems { count: u32 },
    BuyAndGet { buy: u32, get: u32 },
    BonusPoints { programme: Uuid, point_type: String, points: String },
    PointMultiplier { programme: Uuid, point_type: String, factor: String },
}

pub(super) fn terms_to_json(terms: &CouponTerms) -> Result<Value, StoreError> {
    let CouponTerms { effect, minimum, lines, stores, validity, limits, budget, stacking, .. } = terms;
    let row = TermsRow {
        effect: CouponEffectRow::from(effect),
        minimum: *minimum,
        include: lines.include.iter().map(MatchRow::from).collect(),
        exclude: lines.exclude.iter().map(MatchRow::from).collect(),
        stores: stores.iter().map(|store| store.value()).collect(),
        validity: ValidityRow::from(validity),
        in_all: limits.in_all,
        per_customer: limits.per_customer,
        per_period: limits.per_period.map(|limit| (limit.most, limit.per.name().to_owned())),
        budget: *budget,
        group: stacking.group.as_ref().map(|group| group.as_str().to_owned()),
        exclusive: stacking.exclusive,
        priority: stacking.priority,
        on_refund: terms.on_refund.name().to_owned(),
    };
    serde_json::to_value(row).map_err(|error| StoreError::Defect(error.into()))
}

/// Reads what [`terms_to_json`] has written, beside the columns.
pub(super) fn terms_from_text(
    text: &str,
    per_code: Option<u32>,
    audience: CouponAudience,
) -> Result<CouponTerms, StoreError> {
    let row: TermsRow = serde_json::from_str(text).map_err(wrong)?;
    let matches = |rows: Vec<MatchRow>| {
        rows.into_iter().map(LineMatch::try_from).collect::<Result<Vec<_>, StoreError>>()
    };
    let period = |(most, per): (u32, String)| {
        Ok::<_, StoreError>(CouponPeriodLimit { most, per: per.parse().map_err(wrong)? })
    };
    let group = row.group.map(|group| group.parse::<Label>().map_err(wrong)).transpose()?;
    Ok(CouponTerms {
        effect: CouponEffect::try_from(row.effect)?,
        minimum: row.minimum,
        lines: LineSelector { include: matches(row.include)?, exclude: matches(row.exclude)? },
        stores: row.stores.into_iter().map(StoreId::new).collect(),
        validity: Validity::from(row.validity),
        limits: CouponLimits {
            in_all: row.in_all,
            per_code,
            per_customer: row.per_customer,
            per_period: row.per_period.map(period).transpose()?,
        },
        budget: row.budget,
        stacking: CouponStacking { group, exclusive: row.exclusive, priority: row.priority },
        audience,
        on_refund: row.on_refund.parse().map_err(wrong)?,
    })
}

impl From<&CouponEffect> for CouponEffectRow {
    fn from(effect: &CouponEffect) -> Self {
        match effect {
            CouponEffect::Percentage { percent, most } => {
                Self::Percentage { percent: percent.to_string(), most: *most }
            }
            CouponEffect::Amount { amount } => Self::Amount { amount: *amount },
            CouponEffect::Price { price } => Self::Price { price: *price },
            CouponEffect::FreeItems { count } => Self::FreeItems { count: *count },
            CouponEffect::BuyAndGet { buy, get } => Self::BuyAndGet { buy: *buy, get: *get },
            CouponEffect::Points(CouponPoints { programme, point_type, gift }) => {
                let (programme, point_type) = (programme.value(), point_type.to_string());
                match gift {
                    PointGift::Bonus(points) => {
                        Self::BonusPoints { programme, point_type, points: points.to_string() }
                    }
                    PointGift::Multiplier(factor) => {
                        Self::PointMultiplier { programme, point_type, factor: factor.to_string() }
                    }
                }
            }
        }
    }
}

impl TryFrom<CouponEffectRow> for CouponEffect {
    type Error = StoreError;

    fn try_from(row: CouponEffectRow) -> Result<Self, StoreError> {
        Ok(match row {
            CouponEffectRow::Percentage { percent, most } => {
                Self::Percentage { percent: percent.parse().map_err(wrong)?, most }
            }
            CouponEffectRow::Amount { amount } => Self::Amount { amount },
            CouponEffectRow::Price { price } => Self::Price { price },
            CouponEffectRow::FreeItems { count } => Self::FreeItems { count },
            CouponEffectRow::BuyAndGet { buy, get } => Self::BuyAndGet { buy, get },
            CouponEffectRow::BonusPoints { programme, point_type, points } => {
                let gift = PointGift::Bonus(points.parse().map_err(wrong)?);
                points_row(programme, &point_type, gift)?
            }
            CouponEffectRow::PointMultiplier { programme, point_type, factor } => {
                let gift = PointGift::Multiplier(factor.parse().map_err(wrong)?);
                points_row(programme, &point_type, gift)?
            }
        })
    }
}

fn points_row(programme: Uuid, point_type: &str, gift: PointGift) -> Result<CouponEffect, StoreError> {
    let (programme, point_type) = (ProgrammeId::new(programme), point_type.parse().map_err(wrong)?);
    Ok(CouponEffect::Points(CouponPoints { programme, point_type, gift }))
}

pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("coupon_campaigns", what)
}
