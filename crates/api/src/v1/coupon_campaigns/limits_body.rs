//! How often codes may be used, on the wire.

use regulars_loyalty::{CouponLimits, CouponPeriodLimit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::names::CouponPeriodBody;
use crate::extract::Patched;

/// How often one customer may use codes of a campaign in a time.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponPeriodLimitBody {
    /// How often.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 1)]
    most: u32,
    /// In which time.
    per: CouponPeriodBody,
}

/// How often codes of a campaign may be used; where nothing is said, as often as anybody likes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponLimitsBody {
    /// All codes together.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 10_000)]
    in_all: Option<u32>,
    /// Each code.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 1)]
    per_code: Option<u32>,
    /// By one customer, ever. Whoever uses one has to be known then.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 5)]
    per_customer: Option<u32>,
    /// By one customer in a time. Whoever uses one has to be known then.
    per_period: Option<CouponPeriodLimitBody>,
}

/// What changes of how often codes may be used; `null` for as often as anybody likes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponLimitsPatchBody {
    /// All codes together.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000_000)]
    #[serde(default)]
    in_all: Patched<u32>,
    /// Each code.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000_000)]
    #[serde(default)]
    per_code: Patched<u32>,
    /// By one customer, ever.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000_000)]
    #[serde(default)]
    per_customer: Patched<u32>,
    /// By one customer in a time, as a whole.
    #[schema(value_type = Option<CouponPeriodLimitBody>)]
    #[serde(default)]
    per_period: Patched<CouponPeriodLimitBody>,
}

impl CouponLimitsPatchBody {
    /// Changes what there is.
    pub fn apply(self, present: &mut CouponLimitsBody) {
        self.in_all.replace_or_clear(&mut present.in_all);
        self.per_code.replace_or_clear(&mut present.per_code);
        self.per_customer.replace_or_clear(&mut present.per_customer);
        self.per_period.replace_or_clear(&mut present.per_period);
    }
}

impl From<CouponLimitsBody> for CouponLimits {
    fn from(body: CouponLimitsBody) -> Self {
        let CouponLimitsBody { in_all, per_code, per_customer, per_period } = body;
        let period = |CouponPeriodLimitBody { most, per }| CouponPeriodLimit { most, per: per.into() };
        Self { in_all, per_code, per_customer, per_period: per_period.map(period) }
    }
}

impl From<&CouponLimits> for CouponLimitsBody {
    fn from(limits: &CouponLimits) -> Self {
        let CouponLimits { in_all, per_code, per_customer, per_period } = *limits;
        let period = |limit: CouponPeriodLimit| {
            let per = CouponPeriodBody::of(limit.per)?;
            Some(CouponPeriodLimitBody { most: limit.most, per })
        };
        Self { in_all, per_code, per_customer, per_period: per_period.and_then(period) }
    }
}
