//! What a merchant's plan says about its quota.

use crate::Merchant;

/// A partial update of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MerchantPlanPatch {
    /// New multiplier.
    pub multiplier: Option<PlanMultiplier>,
    /// New number of tests.
    pub tests_per_month: Option<TestsPerMonth>,
}

/// How many messages a month each regular stands for: 0 to [`Self::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanMultiplier(i64);

/// How many test sends a month has: 0 to [`Self::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestsPerMonth(i64);

/// A number is not one that a plan can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be 0 to {most}")]
pub struct InvalidPlan {
    /// The most it could be.
    pub most: i64,
}

impl PlanMultiplier {
    /// The largest.
    pub const MAX: i64 = 100;

    /// A checked multiplier.
    pub const fn new(multiplier: i64) -> Result<Self, InvalidPlan> {
        if multiplier >= 0 && multiplier <= Self::MAX {
            Ok(Self(multiplier))
        } else {
            Err(InvalidPlan { most: Self::MAX })
        }
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl TestsPerMonth {
    /// The most.
    pub const MAX: i64 = 1_000;

    /// A checked number.
    pub const fn new(tests: i64) -> Result<Self, InvalidPlan> {
        if tests >= 0 && tests <= Self::MAX { Ok(Self(tests)) } else { Err(InvalidPlan { most: Self::MAX }) }
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl MerchantPlanPatch {
    /// The merchant's multiplier and tests after this patch.
    pub fn applied_to(self, merchant: &Merchant) -> (i64, i64) {
        (
            self.multiplier.map_or(merchant.quota_multiplier, PlanMultiplier::get),
            self.tests_per_month.map_or(merchant.tests_per_month, TestsPerMonth::get),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_has_limits() {
        assert_eq!(PlanMultiplier::new(0).map(PlanMultiplier::get), Ok(0));
        assert_eq!(PlanMultiplier::new(101), Err(InvalidPlan { most: 100 }));
        assert_eq!(TestsPerMonth::new(1_000).map(TestsPerMonth::get), Ok(1_000));
        assert!(TestsPerMonth::new(1_001).is_err() && TestsPerMonth::new(-1).is_err());
    }
}
