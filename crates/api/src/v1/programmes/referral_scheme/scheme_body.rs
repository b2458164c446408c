//! What inviting others brings, on the wire.

use regulars_loyalty::{PointTypeCode, Programme, ReferralCap, ReferralScheme};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::programmes::names::BudgetPeriodBody;

/// The most referrals of one member that bring points in a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralCapBody {
    /// How many.
    #[schema(minimum = 1, maximum = 1_000_000, example = 10)]
    most: u32,
    /// Over what time: that in which they are paid.
    per: BudgetPeriodBody,
}

/// What inviting others brings in a programme.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralSchemeBody {
    /// The code of the points.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "points")]
    point_type: String,
    /// How many points the member gets who has invited, in the smallest part of their type.
    #[schema(minimum = 0, maximum = 1_000_000_000, example = 100)]
    referrer_points: i64,
    /// How many the customer gets who was invited. One of the two is more than 0.
    #[schema(minimum = 0, maximum = 1_000_000_000, example = 50)]
    referred_points: i64,
    /// How much the receipt must come to at least for which both are paid, in minor units of the merchant's currency. It is the first
    /// one of the invited customer that does.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64, default = 0, example = 100_000)]
    minimum: i64,
    /// Within how many days of the registration that receipt must count.
    #[schema(minimum = 1, maximum = 366, example = 60)]
    within_days: u16,
    /// How many days behind that receipt both are paid: as long as its goods may come back. If less than `minimum` is left of it by
    /// then, nobody is.
    #[schema(minimum = 0, maximum = 366, example = 14)]
    return_days: u16,
    /// The most referrals of one member that are paid. For what is more neither of the two gets anything. As many as there are where
    /// nothing is said.
    cap: Option<ReferralCapBody>,
}

/// What inviting others brings in a programme, if anything.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgrammeReferralsBody {
    /// What it brings; `null` where it brings nothing.
    scheme: Option<ReferralSchemeBody>,
}

impl From<&Programme> for ProgrammeReferralsBody {
    fn from(programme: &Programme) -> Self {
        Self { scheme: programme.configuration.referrals.as_ref().map(ReferralSchemeBody::from) }
    }
}

impl From<&ReferralScheme> for ReferralSchemeBody {
    fn from(scheme: &ReferralScheme) -> Self {
        let ReferralScheme { point_type, referrer_points, referred_points, minimum, .. } = scheme;
        let ReferralScheme { within_days, return_days, cap, .. } = scheme;
        Self {
            point_type: point_type.as_str().to_owned(),
            referrer_points: *referrer_points,
            referred_points: *referred_points,
            minimum: *minimum,
            within_days: *within_days,
            return_days: *return_days,
            cap: cap.map(|cap| ReferralCapBody { most: cap.most, per: cap.per.into() }),
        }
    }
}

impl ReferralSchemeBody {
    /// The scheme. Whether it is fit the programme says.
    pub fn check(self) -> Result<ReferralScheme, ApiError> {
        let mut invalid = Invalid::default();
        let point_type = invalid.check("/point_type", self.point_type.parse::<PointTypeCode>());
        Ok(ReferralScheme {
            point_type: invalid.finish_with(point_type)?,
            referrer_points: self.referrer_points,
            referred_points: self.referred_points,
            minimum: self.minimum,
            within_days: self.within_days,
            return_days: self.return_days,
            cap: self.cap.map(|cap| ReferralCap { most: cap.most, per: cap.per.into() }),
        })
    }
}
