//! What terms of a reward must be.

use std::collections::BTreeSet;

use super::price::RewardPrice;
use super::reward::{Reward, RewardKind, RewardTerms, StockKeeping};
use crate::ledger::adjust_points::Adjustment;
use crate::programme::configuration::Configuration;

/// What is wrong with a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewardFault {
    /// How much there is cannot be known that way of what it is.
    #[error("does not fit what the reward is")]
    StockDoesNotFit,
    /// It has no name.
    #[error("has a name in one language at least")]
    NoText,
    /// It costs nothing, has too many prices, or two for the same.
    #[error("must be 1 to {}, each for another type of points, tier and segment", RewardTerms::MOST_PRICES)]
    Prices,
    /// The programme has no such tier.
    #[error("the programme has no such tier")]
    UnknownTier,
    /// Only what is points gives some, and has to.
    #[error("is of rewards that are points, and of all of them")]
    Gives,
    /// It would cost the points that it gives.
    #[error("must be points of another type than those that buy it")]
    GivesItself,
    /// The programme has no such points.
    #[error("the programme has no such point type")]
    UnknownPointType,
    /// It costs nothing, or too much.
    #[error("must be from 1 to {}", Adjustment::MOST_POINTS)]
    Points,
    /// Only what is tracked can be ordered while there is none.
    #[error("is of goods whose stock is tracked")]
    BackOrder,
    /// Nobody would get any.
    #[error("must be from 1 to {}", RewardTerms::MOST_OF_MEMBER)]
    Limit,
    /// It is held for no time, or for too long.
    #[error("must be from 1 to {}", RewardTerms::LONGEST_HOLD)]
    Hold,
    /// It ends before it begins.
    #[error("must be after available_from")]
    EndsBefore,
}

/// Where something is wrong with a reward: a path of names and places, separated by slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardFaultPlace {
    /// The path, such as `prices/0/points`.
    pub path: String,
    /// What is wrong there.
    pub fault: RewardFault,
}

impl RewardTerms {
    /// The most prices of a reward.
    pub const MOST_PRICES: usize = 50;
    /// The most that a limit lets a customer have.
    pub const MOST_OF_MEMBER: u32 = 1_000_000;
    /// The longest that an order is held before it is confirmed: 30 days, in minutes.
    pub const LONGEST_HOLD: u32 = 30 * 24 * 60;
}

impl Reward {
    /// Everything that is wrong with it in a programme of that configuration. `giving` is that of the programme whose points it
    /// gives.
    pub fn faults(
        &self,
        configuration: &Configuration,
        giving: Option<&Configuration>,
    ) -> Vec<RewardFaultPlace> {
        let mut faults = Faults(Vec::new());
        let terms = &self.terms;
        faults.unless(self.kind.is_kept_as(self.stock), "stock", RewardFault::StockDoesNotFit);
        faults.unless(!terms.texts.is_empty(), "texts", RewardFault::NoText);
        let of_one = |price: &RewardPrice| (price.point_type.clone(), price.tier.clone(), price.segment);
        let different: BTreeSet<_> = terms.prices.iter().map(of_one).collect();
        let count = terms.prices.len();
        let fits = (1..=RewardTerms::MOST_PRICES).contains(&count) && different.len() == count;
        faults.unless(fits, "prices", RewardFault::Prices);
        for (place, RewardPrice { point_type, points, tier, .. }) in terms.prices.iter().enumerate() {
            let is_known = configuration.point_type(point_type).is_some();
            faults.unless(is_known, &format!("prices/{place}/point_type"), RewardFault::UnknownPointType);
            let fits = (1..=Adjustment::MOST_POINTS).contains(points);
            faults.unless(fits, &format!("prices/{place}/points"), RewardFault::Points);
            let is_known = tier.as_ref().is_none_or(|tier| configuration.has_tier(tier));
            faults.unless(is_known, &format!("prices/{place}/tier"), RewardFault::UnknownTier);
        }
        faults.unless((self.kind == RewardKind::Points) == self.gives.is_some(), "gives", RewardFault::Gives);
        if let Some(given) = &self.gives {
            let is_known = giving.is_some_and(|giving| giving.point_type(&given.point_type).is_some());
            faults.unless(is_known, "gives/point_type", RewardFault::UnknownPointType);
            let own = given.programme == self.programme;
            let itself = own && terms.prices.iter().any(|price| price.point_type == given.point_type);
            faults.unless(!itself, "gives/point_type", RewardFault::GivesItself);
            let fits = (1..=Adjustment::MOST_POINTS).contains(&given.points);
            faults.unless(fits, "gives/points", RewardFault::Points);
        }
        let can_wait = !terms.back_order || self.stock == StockKeeping::Tracked;
        faults.unless(can_wait, "back_order", RewardFault::BackOrder);
        let limits = 1..=RewardTerms::MOST_OF_MEMBER;
        let fits = terms.limit_per_member.is_none_or(|most| limits.contains(&most));
        faults.unless(fits, "limit_per_member", RewardFault::Limit);
        let fits = (1..=RewardTerms::LONGEST_HOLD).contains(&terms.hold_minutes);
        faults.unless(fits, "hold_minutes", RewardFault::Hold);
        let lasts = terms.available_from.zip(terms.available_until).is_none_or(|(from, until)| from < until);
        faults.unless(lasts, "available_until", RewardFault::EndsBefore);
        faults.0
    }
}

struct Faults(Vec<RewardFaultPlace>);

impl Faults {
    fn unless(&mut self, holds: bool, path: &str, fault: RewardFault) {
        if !holds {
            self.0.push(RewardFaultPlace { path: path.to_owned(), fault });
        }
    }
}
