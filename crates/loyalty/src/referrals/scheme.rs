//! What inviting others brings in a programme.

use regulars_kernel::Money;

use crate::earning::budget::BudgetPeriod;
use crate::programme::configuration::{Configuration, ConfigurationFault, FaultPlace};
use crate::programme::point_type::{PointType, PointTypeCode};

/// The most referrals of one member for which there are points in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferralCap {
    /// How many.
    pub most: u32,
    /// Over what time, in the merchant's zone.
    pub per: BudgetPeriod,
}

/// What inviting others brings. A referral goes by what held when the code was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralScheme {
    /// What both get.
    pub point_type: PointTypeCode,
    /// How many points, in the smallest part, the member gets who has invited.
    pub referrer_points: i64,
    /// How many the one gets who was invited.
    pub referred_points: i64,
    /// How much a receipt must come to at least, in minor units, so that it qualifies.
    pub minimum: i64,
    /// Within how many days of the registration.
    pub within_days: u16,
    /// How many days behind that receipt both are paid.
    pub return_days: u16,
    /// The most referrals of one member that are paid.
    pub cap: Option<ReferralCap>,
}

impl ReferralScheme {
    /// The most days of either kind.
    pub const MOST_DAYS: u16 = 366;
    /// The most referrals of a cap.
    pub const MOST_OF_CAP: u32 = 1_000_000;

    /// What is wrong with it beside the point types that there are.
    pub fn faults(&self, configuration: &Configuration) -> Vec<FaultPlace> {
        let mut faults = Vec::new();
        let mut fault = |path: &str, fault| faults.push(FaultPlace { path: path.to_owned(), fault });
        if configuration.point_type(&self.point_type).is_none() {
            fault("point_type", ConfigurationFault::UnknownPointType);
        }
        let mut require = |is_fit: bool, path: &str, text: &'static str| {
            if !is_fit {
                fault(path, ConfigurationFault::Unfit(text));
            }
        };
        let points = 0..=PointType::MOST_POINTS;
        require(points.contains(&self.referrer_points), "referrer_points", "must be from 0 to 1000000000");
        require(points.contains(&self.referred_points), "referred_points", "must be from 0 to 1000000000");
        let gives = self.referrer_points != 0 || self.referred_points != 0;
        require(gives, "referrer_points", "one of the two must get points");
        let minimum = (0..=Money::MAX_AMOUNT).contains(&self.minimum);
        require(minimum, "minimum", "must be from 0 to 1000000000000");
        let within = (1..=Self::MOST_DAYS).contains(&self.within_days);
        require(within, "within_days", "must be from 1 to 366");
        require(self.return_days <= Self::MOST_DAYS, "return_days", "must be at most 366");
        if let Some(cap) = self.cap {
            let most = (1..=Self::MOST_OF_CAP).contains(&cap.most);
            require(most, "cap/most", "must be from 1 to 1000000");
        }
        faults
    }
}
