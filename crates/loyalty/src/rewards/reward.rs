//! What points buy.

use std::collections::BTreeMap;

use regulars_kernel::{Instant, Label, Language, LongText, MediaId, ProgrammeId, RewardId, named};

use super::price::RewardPrice;
use crate::programme::point_type::PointTypeCode;

named! {
    /// What a reward is.
    RewardKind {
        /// Something to be carried or sent away.
        Goods = "goods",
        /// A code that is worth something at the till or elsewhere.
        Coupon = "coupon",
        /// A code on which there is money.
        GiftCard = "gift_card",
        /// The merchant gives something to somebody else.
        Donation = "donation",
        /// Points of another type.
        Points = "points",
    }
}

named! {
    /// How it is known how much there is of a reward.
    StockKeeping {
        /// By what came in and went out, in each store.
        Tracked = "tracked",
        /// There is always enough.
        Unlimited = "unlimited",
        /// Each one is a code, which is handed out once.
        Codes = "codes",
    }
}

named! {
    /// Where a reward stands.
    RewardState {
        /// It is being written. Nobody orders it.
        Draft = "draft",
        /// It can be ordered.
        Active = "active",
        /// It is not ordered any more. What was ordered goes on.
        Archived = "archived",
    }
}

impl RewardKind {
    /// Whether there can be as much of such a reward as that says.
    pub const fn is_kept_as(self, stock: StockKeeping) -> bool {
        matches!(
            (self, stock),
            (Self::Goods, StockKeeping::Tracked | StockKeeping::Unlimited)
                | (Self::Coupon | Self::GiftCard, StockKeeping::Codes)
                | (Self::Donation | Self::Points, StockKeeping::Unlimited)
        )
    }
}

impl RewardState {
    /// Whether a reward may go from this state to that one.
    pub const fn may_become(self, next: Self) -> bool {
        matches!((self, next), (Self::Draft | Self::Archived, Self::Active) | (Self::Active, Self::Archived))
    }
}

/// What a reward is called in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardText {
    /// Its name.
    pub name: Label,
    /// What there is to say about it.
    pub description: Option<LongText>,
}

/// The points that a reward is, for one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPoints {
    /// Their programme, which may be another one than that whose points buy the reward.
    pub programme: ProgrammeId,
    /// Their type.
    pub point_type: PointTypeCode,
    /// How many, in their smallest part: more than 0.
    pub points: i64,
}

/// What of a reward can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardTerms {
    /// What it is called, by language: in one at least.
    pub texts: BTreeMap<Language, RewardText>,
    /// Its image.
    pub media: Option<MediaId>,
    /// What it costs: in the points that pay, the best of these that is for whoever orders.
    pub prices: Vec<RewardPrice>,
    /// Whether it can be ordered while there is none. Such an order waits for stock before it is picked.
    pub back_order: bool,
    /// How many of it a customer gets at most, in all.
    pub limit_per_member: Option<u32>,
    /// For how many minutes an order is held before it is confirmed.
    pub hold_minutes: u32,
    /// From when on it can be ordered.
    pub available_from: Option<Instant>,
    /// Until when it can be ordered.
    pub available_until: Option<Instant>,
    /// Where it stands.
    pub state: RewardState,
}

/// What points buy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// Its id. Ids sort by when rewards were made.
    pub id: RewardId,
    /// The programme whose points buy it. It never changes.
    pub programme: ProgrammeId,
    /// What it is. It never changes.
    pub kind: RewardKind,
    /// How it is known how much there is. It never changes.
    pub stock: StockKeeping,
    /// The points that it is, where it is points. They never change.
    pub gives: Option<GivenPoints>,
    /// What can be changed.
    pub terms: RewardTerms,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Reward {
    /// Whether it can be ordered at that instant.
    pub fn is_on_offer(&self, now: Instant) -> bool {
        let RewardTerms { state, available_from, available_until, .. } = &self.terms;
        *state == RewardState::Active
            && available_from.is_none_or(|from| from <= now)
            && available_until.is_none_or(|until| now < until)
    }

    /// Whether somebody pays for it with points of that type of its programme, or it gives some of a programme.
    pub fn has_to_do_with(&self, programme: ProgrammeId, point_type: &PointTypeCode) -> bool {
        let costs = self.programme == programme
            && self.terms.prices.iter().any(|price| price.point_type == *point_type);
        let gives = self.gives.as_ref();
        costs || gives.is_some_and(|given| given.programme == programme && given.point_type == *point_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_handed_out_of_a_pool_and_goods_are_not() {
        let fitting = |kind: RewardKind| {
            StockKeeping::ALL.iter().copied().filter(|stock| kind.is_kept_as(*stock)).collect::<Vec<_>>()
        };
        assert_eq!(fitting(RewardKind::Goods), [StockKeeping::Tracked, StockKeeping::Unlimited]);
        assert_eq!(fitting(RewardKind::Coupon), [StockKeeping::Codes]);
        assert_eq!(fitting(RewardKind::GiftCard), [StockKeeping::Codes]);
        assert_eq!(fitting(RewardKind::Donation), [StockKeeping::Unlimited]);
        assert_eq!(fitting(RewardKind::Points), [StockKeeping::Unlimited]);
    }

    #[test]
    fn a_reward_that_was_offered_is_no_draft_again() {
        assert!(RewardState::ALL.iter().all(|state| !state.may_become(RewardState::Draft)));
        assert!(RewardState::Archived.may_become(RewardState::Active));
    }
}
