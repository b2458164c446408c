//! A type of points on the wire.

use regulars_kernel::{Currency, Money};
use regulars_loyalty::{Expiry, PointType, PointTypeCode, Programme, SpentAndExpired, TierExpiry};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::v1::money::MoneyBody;
use crate::v1::programmes::names::{
    ExpiryEndBody, ExpiryUnitBody, PointRoundingBody, RoundingLevelBody, ShortfallBody,
};

/// What points are worth where they pay.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointValueBody {
    /// So many, in the smallest part of their type.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 100)]
    pub points: i64,
    /// Are worth as much, in the merchant's currency; more than nothing.
    pub amount: MoneyBody,
}

/// When points expire.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointExpiryBody {
    /// So many.
    #[schema(minimum = 0, maximum = 3_660, example = 24)]
    pub count: u16,
    /// Of these after the day on which they were earned.
    pub unit: ExpiryUnitBody,
    /// And then to the end of what.
    pub to: ExpiryEndBody,
}

/// When what members of a tier earn expires: of those who were in it before the receipt.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TierExpiryBody {
    /// The code of the tier.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "gold")]
    pub tier: String,
    /// When it expires; `null` for never.
    pub expiry: Option<PointExpiryBody>,
}

impl From<&TierExpiry> for TierExpiryBody {
    fn from(of: &TierExpiry) -> Self {
        Self { tier: of.tier.as_str().to_owned(), expiry: PointExpiryBody::new(of.expiry) }
    }
}

impl PointExpiryBody {
    /// An expiry; none for never.
    fn new(expiry: Expiry) -> Option<Self> {
        match expiry {
            Expiry::Never => None,
            Expiry::After { count, unit, to } => Some(Self { count, unit: unit.into(), to: to.into() }),
        }
    }
}

/// A type of points of a programme.
#[derive(Serialize, ToSchema)]
pub struct PointTypeBody {
    /// What it goes by in the programme. It never changes.
    #[schema(example = "points", max_length = 40)]
    pub code: String,
    /// What it is called.
    #[schema(example = "Poeni")]
    pub name: String,
    /// How many decimals it has. Points are told as whole numbers of the smallest part: with one decimal, 45 is 4.5. It never
    /// changes.
    #[schema(minimum = 0, maximum = 4, example = 0)]
    pub scale: u8,
    /// What it is worth where it pays; `null` for points that cannot be spent.
    pub value: Option<PointValueBody>,
    /// When it expires, at the end of a day in the merchant's time zone; `null` for never.
    pub expiry: Option<PointExpiryBody>,
    /// After how many days what is earned can be spent; 0 for at once.
    #[schema(minimum = 0, maximum = 366, example = 0)]
    pub pending_days: u16,
    /// How it is rounded.
    pub rounding: PointRoundingBody,
    /// What is rounded.
    pub rounding_level: RoundingLevelBody,
    /// What happens to points that a refund takes back and that are not there any more.
    pub shortfall: ShortfallBody,
    /// For how many days more points can be spent that paid, are given back by a refund, and have expired meanwhile; `null` where
    /// they stay expired.
    #[schema(minimum = 0, maximum = 3_660)]
    pub grace_days: Option<u16>,
    /// When what members of a tier earn expires, where that is otherwise.
    #[schema(max_items = 20)]
    pub expiry_by_tier: Vec<TierExpiryBody>,
    /// The most points that one person of the staff credits or debits alone, in the smallest part; `null` where that is as many as
    /// they like. More than that somebody else has to approve.
    #[schema(minimum = 0, maximum = 10_000_000_000_000_i64)]
    pub adjustment_limit: Option<i64>,
    /// Whether points may go from one account to another one of the type.
    #[schema(example = false)]
    pub transferable: bool,
}

impl PointTypeBody {
    /// The point type, of a merchant with that currency.
    pub fn new(kind: &PointType, currency: Currency) -> Self {
        let value = kind.value.map(|value| PointValueBody {
            points: value.points,
            amount: Money::new(value.amount, currency).into(),
        });
        let expiry = PointExpiryBody::new(kind.expiry);
        let grace_days = match kind.spent_and_expired {
            SpentAndExpired::Lost => None,
            SpentAndExpired::Grace(days) => Some(days),
        };
        Self {
            code: kind.code.as_str().to_owned(),
            name: kind.name.as_str().to_owned(),
            scale: kind.scale.decimals(),
            value,
            expiry,
            pending_days: kind.pending_days,
            rounding: kind.rounding.into(),
            rounding_level: kind.rounding_level.into(),
            shortfall: kind.shortfall.into(),
            grace_days,
            expiry_by_tier: kind.expiry_by_tier.iter().map(TierExpiryBody::from).collect(),
            adjustment_limit: kind.adjustment_limit,
            transferable: kind.transferable,
        }
    }
}

/// A point type of a programme as it is shown, or that there is none with that code.
pub fn shown(
    programme: &Programme,
    code: &PointTypeCode,
    currency: Currency,
) -> Result<PointTypeBody, ApiError> {
    let found = programme.configuration.point_type(code);
    found.map(|kind| PointTypeBody::new(kind, currency)).ok_or_else(|| ApiError::not_found("point type"))
}
