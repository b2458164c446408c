//! A type of points to be made, on the wire.

use regulars_kernel::{Currency, Label};
use regulars_loyalty::{
    Expiry, PointScale, PointType, PointTypeCode, PointValue, SpentAndExpired, TierCode, TierExpiry,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{PointExpiryBody, PointTypeBody, PointValueBody, TierExpiryBody};
use crate::error::{ApiError, Invalid};
use crate::v1::programmes::names::{PointRoundingBody, RoundingLevelBody, ShortfallBody};

/// A type of points to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "litres", "name": "Litri", "scale": 1, "expiry": {"count": 3, "unit": "year", "to": "end_of_month"}
}))]
pub struct NewPointTypeBody {
    /// What it goes by in the programme: a lower-case letter followed by lower-case letters, digits and underscores. It never
    /// changes.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    pub code: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// How many decimals it has. Points are told as whole numbers of the smallest part: with one decimal, 45 is 4.5. It never
    /// changes.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 4, default = 0)]
    pub scale: u8,
    /// What it is worth where it pays. Points without a value cannot be spent.
    pub value: Option<PointValueBody>,
    /// When it expires; never where nothing is said.
    pub expiry: Option<PointExpiryBody>,
    /// After how many days what is earned can be spent; at once where nothing is said.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 366, default = 0)]
    pub pending_days: u16,
    /// How it is rounded; `down` where nothing is said.
    pub rounding: Option<PointRoundingBody>,
    /// What is rounded; `receipt` where nothing is said.
    pub rounding_level: Option<RoundingLevelBody>,
    /// What happens to points that a refund takes back and that are not there any more; `owed` where nothing is said.
    pub shortfall: Option<ShortfallBody>,
    /// For how many days more points can be spent that paid, are given back by a refund, and have expired meanwhile. Where nothing
    /// is said they stay expired.
    #[schema(minimum = 0, maximum = 3_660)]
    pub grace_days: Option<u16>,
    /// When what members of a tier earn expires, where that is otherwise: each tier once.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub expiry_by_tier: Vec<TierExpiryBody>,
    /// The most points that one person of the staff credits or debits alone, in the smallest part; as many as they like where
    /// nothing is said. More than that somebody else has to approve.
    #[schema(minimum = 0, maximum = 10_000_000_000_000_i64)]
    pub adjustment_limit: Option<i64>,
    /// Whether points may go from one account to another one of the type.
    #[serde(default)]
    #[schema(default = false)]
    pub transferable: bool,
}

impl NewPointTypeBody {
    /// The checked point type, of a merchant with that currency.
    pub fn check(self, currency: Currency) -> Result<PointType, ApiError> {
        let mut invalid = Invalid::default();
        let code = invalid.check("/code", self.code.parse::<PointTypeCode>());
        let name = invalid.check("/name", self.name.parse::<Label>());
        let scale = PointScale::new(self.scale).ok_or("must be from 0 to 4");
        let scale = invalid.check("/scale", scale);
        let value = self.value.and_then(|value| value.check(currency, &mut invalid));
        let expiry_by_tier = check_expiries(self.expiry_by_tier, &mut invalid);
        let (code, name, scale) = invalid
            .finish_with(code.zip(name).zip(scale).map(|((code, name), scale)| (code, name, scale)))?;
        Ok(PointType {
            code,
            name,
            scale,
            value,
            expiry: self.expiry.map_or(Expiry::Never, PointExpiryBody::of),
            pending_days: self.pending_days,
            rounding: self.rounding.unwrap_or(PointRoundingBody::Down).into(),
            rounding_level: self.rounding_level.unwrap_or(RoundingLevelBody::Receipt).into(),
            shortfall: self.shortfall.unwrap_or(ShortfallBody::Owed).into(),
            spent_and_expired: self.grace_days.map_or(SpentAndExpired::Lost, SpentAndExpired::Grace),
            expiry_by_tier,
            adjustment_limit: self.adjustment_limit,
            transferable: self.transferable,
        })
    }
}

fn check_expiries(sent: Vec<TierExpiryBody>, invalid: &mut Invalid) -> Vec<TierExpiry> {
    let mut checked = Vec::with_capacity(sent.len());
    for (index, TierExpiryBody { tier, expiry }) in sent.into_iter().enumerate() {
        let tier = invalid.check(&format!("/expiry_by_tier/{index}/tier"), tier.parse::<TierCode>());
        let expiry = expiry.map_or(Expiry::Never, PointExpiryBody::of);
        checked.extend(tier.map(|tier| TierExpiry { tier, expiry }));
    }
    checked
}

/// What there is, as it would be sent.
impl From<PointTypeBody> for NewPointTypeBody {
    fn from(present: PointTypeBody) -> Self {
        let PointTypeBody { code, name, scale, value, expiry, pending_days, .. } = present;
        let PointTypeBody { rounding, rounding_level, shortfall, grace_days, expiry_by_tier, .. } = present;
        let PointTypeBody { adjustment_limit, transferable, .. } = present;
        Self {
            code,
            name,
            scale,
            value,
            expiry,
            pending_days,
            rounding: Some(rounding),
            rounding_level: Some(rounding_level),
            shortfall: Some(shortfall),
            grace_days,
            expiry_by_tier,
            adjustment_limit,
            transferable,
        }
    }
}

impl PointValueBody {
    fn check(self, currency: Currency, invalid: &mut Invalid) -> Option<PointValue> {
        if self.amount.currency != currency.code() {
            let detail = format!("must be {currency}, the merchant's currency");
            invalid.add("/value/amount/currency", "does_not_fit", detail);
            return None;
        }
        Some(PointValue { points: self.points, amount: self.amount.amount })
    }
}

impl PointExpiryBody {
    fn of(self) -> Expiry {
        Expiry::After { count: self.count, unit: self.unit.into(), to: self.to.into() }
    }
}
