//! Types of points as JSON.

use regulars_kernel::StoreError;
use regulars_loyalty::{Expiry, PointScale, PointType, PointValue, SpentAndExpired, TierExpiry};
use serde::{Deserialize, Serialize};

use super::configuration_row::wrong;

/// A type of points.
#[derive(Serialize, Deserialize)]
pub(super) struct PointTypeRow {
    code: String,
    name: String,
    scale: u8,
    value: Option<ValueRow>,
    expiry: Option<ExpiryRow>,
    pending_days: u16,
    rounding: String,
    rounding_level: String,
    shortfall: String,
    /// How long what has expired meanwhile can still be spent when it is given back. None where it stays expired.
    grace_days: Option<u16>,
    #[serde(default)]
    adjustment_limit: Option<i64>,
    #[serde(default)]
    transferable: bool,
    #[serde(default)]
    expiry_by_tier: Vec<TierExpiryRow>,
}

#[derive(Serialize, Deserialize)]
struct TierExpiryRow {
    tier: String,
    /// None where what members of the tier earn never expires.
    expiry: Option<ExpiryRow>,
}

#[derive(Serialize, Deserialize)]
struct ValueRow {
    points: i64,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
struct ExpiryRow {
    count: u16,
    unit: String,
    to: String,
}

impl From<&PointType> for PointTypeRow {
    fn from(kind: &PointType) -> Self {
        let PointType { code, name, scale, value, expiry, pending_days, .. } = kind;
        let PointType { rounding, rounding_level, shortfall, spent_and_expired, .. } = kind;
        Self {
            code: code.as_str().to_owned(),
            name: name.as_str().to_owned(),
            scale: scale.decimals(),
            value: value.map(|PointValue { points, amount }| ValueRow { points, amount }),
            expiry: ExpiryRow::of(*expiry),
            pending_days: *pending_days,
            rounding: rounding.name().to_owned(),
            rounding_level: rounding_level.name().to_owned(),
            shortfall: shortfall.name().to_owned(),
            grace_days: match *spent_and_expired {
                SpentAndExpired::Lost => None,
                SpentAndExpired::Grace(days) => Some(days),
            },
            expiry_by_tier: kind
                .expiry_by_tier
                .iter()
                .map(|of_tier| TierExpiryRow {
                    tier: of_tier.tier.as_str().to_owned(),
                    expiry: ExpiryRow::of(of_tier.expiry),
                })
                .collect(),
            adjustment_limit: kind.adjustment_limit,
            transferable: kind.transferable,
        }
    }
}

impl ExpiryRow {
    fn of(expiry: Expiry) -> Option<Self> {
        match expiry {
            Expiry::Never => None,
            Expiry::After { count, unit, to } => {
                Some(Self { count, unit: unit.name().to_owned(), to: to.name().to_owned() })
            }
        }
    }
}

fn expiry_of(row: TierExpiryRow) -> Result<TierExpiry, StoreError> {
    let expiry = row.expiry.map_or(Ok(Expiry::Never), Expiry::try_from)?;
    Ok(TierExpiry { tier: row.tier.parse().map_err(wrong)?, expiry })
}

impl TryFrom<PointTypeRow> for PointType {
    type Error = StoreError;

    fn try_from(row: PointTypeRow) -> Result<Self, StoreError> {
        Ok(Self {
            code: row.code.parse().map_err(wrong)?,
            name: row.name.parse().map_err(wrong)?,
            scale: PointScale::new(row.scale).ok_or_else(|| wrong("too many decimals"))?,
            value: row.value.map(|ValueRow { points, amount }| PointValue { points, amount }),
            expiry: row.expiry.map_or(Ok(Expiry::Never), Expiry::try_from)?,
            pending_days: row.pending_days,
            rounding: row.rounding.parse().map_err(wrong)?,
            rounding_level: row.rounding_level.parse().map_err(wrong)?,
            shortfall: row.shortfall.parse().map_err(wrong)?,
            spent_and_expired: row.grace_days.map_or(SpentAndExpired::Lost, SpentAndExpired::Grace),
            expiry_by_tier: row.expiry_by_tier.into_iter().map(expiry_of).collect::<Result<_, _>>()?,
            adjustment_limit: row.adjustment_limit,
            transferable: row.transferable,
        })
    }
}

impl TryFrom<ExpiryRow> for Expiry {
    type Error = StoreError;

    fn try_from(row: ExpiryRow) -> Result<Self, StoreError> {
        Ok(Self::After {
            count: row.count,
            unit: row.unit.parse().map_err(wrong)?,
            to: row.to.parse().map_err(wrong)?,
        })
    }
}
