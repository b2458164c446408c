//! How much a rule gives to all customers together, on the wire.

use regulars_kernel::{Decimal, Instant};
use regulars_loyalty::{BudgetPeriod, PointScale, RuleBudget};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::v1::programmes::names::BudgetPeriodBody;

/// The most points that a rule gives to all customers together. What it gave before it had a budget, or one over another time, is no
/// part of it; what refunds take back is given back to it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningBudgetBody {
    /// The most points, more than none, with as many decimals as their type has.
    #[schema(pattern = "^[0-9]{1,12}([.][0-9]{1,6})?$", max_length = 19, example = "100000")]
    points: String,
    /// Over what time; for ever where nothing is said.
    #[serde(default = "ever")]
    per: BudgetPeriodBody,
}

const fn ever() -> BudgetPeriodBody {
    BudgetPeriodBody::Ever
}

impl EarningBudgetBody {
    /// The budget of a rule that gives points of that scale, or nothing after errors were noted. It counts as the `present` one does
    /// where that is over the same time, and from `now` on otherwise.
    pub fn check(
        self,
        scale: PointScale,
        present: Option<RuleBudget>,
        now: Instant,
        invalid: &mut Invalid,
    ) -> Option<RuleBudget> {
        let points = invalid.check("/budget/points", self.points.parse::<Decimal>())?.millionths();
        let unit = 1_000_000 / scale.parts();
        if points % unit != 0 {
            invalid.add("/budget/points", "does_not_fit", "has more decimals than the points");
            return None;
        }
        let per: BudgetPeriod = self.per.into();
        let since = present.filter(|present| present.per == per).map_or(now, |present| present.since);
        Some(RuleBudget { points: points / unit, per, since })
    }

    /// The budget of a rule that gives points of that scale.
    pub fn new(budget: &RuleBudget, scale: PointScale) -> Self {
        let points = Decimal::from_millionths(budget.points.saturating_mul(1_000_000 / scale.parts()));
        Self { points: points.to_string(), per: budget.per.into() }
    }
}
