//! What inviting others brings as JSON.

use regulars_kernel::StoreError;
use regulars_loyalty::{ReferralCap, ReferralScheme};
use serde::{Deserialize, Serialize};

use super::configuration_row::wrong;

/// What inviting others brings.
#[derive(Serialize, Deserialize)]
pub(super) struct ReferralSchemeRow {
    point_type: String,
    referrer_points: i64,
    referred_points: i64,
    minimum: i64,
    within_days: u16,
    return_days: u16,
    cap: Option<CapRow>,
}

#[derive(Serialize, Deserialize)]
struct CapRow {
    most: u32,
    per: String,
}

impl From<&ReferralScheme> for ReferralSchemeRow {
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
            cap: cap.map(|cap| CapRow { most: cap.most, per: cap.per.name().to_owned() }),
        }
    }
}

impl TryFrom<ReferralSchemeRow> for ReferralScheme {
    type Error = StoreError;

    fn try_from(row: ReferralSchemeRow) -> Result<Self, StoreError> {
        let cap = |cap: CapRow| {
            Ok::<_, StoreError>(ReferralCap { most: cap.most, per: cap.per.parse().map_err(wrong)? })
        };
        Ok(Self {
            point_type: row.point_type.parse().map_err(wrong)?,
            referrer_points: row.referrer_points,
            referred_points: row.referred_points,
            minimum: row.minimum,
            within_days: row.within_days,
            return_days: row.return_days,
            cap: row.cap.map(cap).transpose()?,
        })
    }
}
