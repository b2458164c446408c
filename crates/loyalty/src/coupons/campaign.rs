//! Campaigns of coupons.

use std::collections::BTreeSet;

use regulars_kernel::{
    CouponCampaignId, CustomerId, Decimal, Instant, Label, Money, SegmentId, StoreId, named,
};

use super::effect::CouponEffect;
use crate::earning::cap::CapPeriod;
use crate::earning::selector::LineSelector;
use crate::earning::validity::Validity;

named! {
    /// Where a campaign stands.
    CouponCampaignState {
        /// It is being written: no code of it can be used, and it can be deleted.
        Draft = "draft",
        /// Its codes can be used.
        Active = "active",
        /// They cannot, for the time being.
        Paused = "paused",
        /// For good.
        Closed = "closed",
    }
}

named! {
    /// What becomes of a coupon when all that was bought with it is given back.
    CouponRefundPolicy {
        /// It stays used.
        Keep = "keep",
        /// It can be used again.
        Free = "free",
    }
}

impl CouponCampaignState {
    /// Whether a campaign may go from this state to that one.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft | Self::Paused, Self::Active)
                | (Self::Active, Self::Paused)
                | (Self::Active | Self::Paused, Self::Closed)
        )
    }
}

/// Who may use the codes of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CouponAudience {
    /// Whoever has one.
    Everybody,
    /// One customer.
    Customer(CustomerId),
    /// Customers who are in a segment as they use one.
    Segment(SegmentId),
}

/// How often one customer may use codes of a campaign in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponPeriodLimit {
    /// How often.
    pub most: u32,
    /// In which time, on the merchant's calendar: a day, a week from Monday, a month or a year.
    pub per: CapPeriod,
}

/// How often codes of a campaign may be used; where nothing is said, as often as anybody likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CouponLimits {
    /// All of them together.
    pub in_all: Option<u32>,
    /// Each code.
    pub per_code: Option<u32>,
    /// By one customer, ever. Whoever uses one has to be known then.
    pub per_customer: Option<u32>,
    /// By one customer in a time. The same holds.
    pub per_period: Option<CouponPeriodLimit>,
}

/// How a campaign goes together with others on a receipt. Two codes of one campaign never do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponStacking {
    /// Of those of one group a receipt has one.
    pub group: Option<Label>,
    /// It goes with no other.
    pub exclusive: bool,
    /// Those with more come first, and what they take off is no longer there for the others.
    pub priority: i32,
}

/// What a campaign gives, to whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponTerms {
    /// What it takes off.
    pub effect: CouponEffect,
    /// What the whole receipt must cost at least before any discount, in minor units.
    pub minimum: i64,
    /// From which lines.
    pub lines: LineSelector,
    /// The stores in which it holds; everywhere where there are none.
    pub stores: BTreeSet<StoreId>,
    /// When it holds.
    pub validity: Validity,
    /// How often.
    pub limits: CouponLimits,
    /// What it takes off at most in all, in minor units.
    pub budget: Option<i64>,
    /// Together with which others.
    pub stacking: CouponStacking,
    /// For whom.
    pub audience: CouponAudience,
    /// What a refund does.
    pub on_refund: CouponRefundPolicy,
}

/// A campaign of a merchant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponCampaign {
    /// Its id.
    pub id: CouponCampaignId,
    /// What it is called, on receipts too.
    pub name: Label,
    /// Where it stands.
    pub state: CouponCampaignState,
    /// What it does.
    pub terms: CouponTerms,
    /// How many codes it has.
    pub codes: i64,
    /// How many more are still being made.
    pub coming: i64,
    /// How often its codes are used, reservations among it. Those that are over count until a code is next used.
    pub used: i64,
    /// How many of these are reservations.
    pub reserved: i64,
    /// What these uses take off in all, in minor units.
    pub spent: i64,
    /// When it was created.
    pub created_at: Instant,
    /// When anything of it was last changed, uses apart.
    pub updated_at: Instant,
}

impl CouponTerms {
    /// The most stores that are named.
    pub const MOST_STORES: usize = 1_000;
    /// The most that a limit allows.
    pub const MOST_USES: u32 = 1_000_000_000;
    /// The most priority, and the least with its other sign.
    pub const MOST_PRIORITY: i32 = 1_000_000;

    /// What is wrong with it: the path of a field, such as `limits/in_all`, and why.
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = self.effect.faults();
        let mut require = |is_fit: bool, path: &'static str, text: &'static str| {
            if !is_fit {
                faults.push((path, text));
            }
        };
        let is_amount = |amount: i64| (0..=Money::MAX_AMOUNT).contains(&amount);
        require(is_amount(self.minimum), "minimum", "must be from 0 to 1000000000000");
        let budget = self.budget.is_none_or(|budget| budget > 0 && is_amount(budget));
        require(budget, "budget", "must be from 1 to 1000000000000");
        let is_of_money = self.budget.is_none() || self.effect.points().is_none();
        require(is_of_money, "budget", "is of what is taken off, and points take nothing off");
        let is_count = |count: Option<u32>| count.is_none_or(|count| (1..=Self::MOST_USES).contains(&count));
        let count = "must be from 1 to 1000000000";
        require(is_count(self.limits.in_all), "limits/in_all", count);
        require(is_count(self.limits.per_code), "limits/per_code", count);
        require(is_count(self.limits.per_customer), "limits/per_customer", count);
        let period = self.limits.per_period;
        require(is_count(period.map(|period| period.most)), "limits/per_period/most", count);
        let is_time = period.is_none_or(|period| !matches!(period.per, CapPeriod::Receipt | CapPeriod::Ever));
        require(is_time, "limits/per_period/per", "must be day, week, month or year");
        let most = Self::MOST_PRIORITY;
        let is_priority = (-most..=most).contains(&self.stacking.priority);
        require(is_priority, "stacking/priority", "must be from -1000000 to 1000000");
        require(self.stores.len() <= Self::MOST_STORES, "store_ids", "must be at most 1000");
        require(self.lines.include.len() <= LineSelector::MOST, "lines/include", "must be at most 200");
        require(self.lines.exclude.len() <= LineSelector::MOST, "lines/exclude", "must be at most 200");
        let Validity { from, to, weekdays, hours } = &self.validity;
        let ends = from.zip(*to).is_none_or(|(from, to)| from <= to);
        require(ends, "validity/to", "must not be before the first day");
        let days = weekdays.iter().all(|day| (1..=7).contains(day));
        require(days, "validity/weekdays", "must be from 1 for Monday to 7 for Sunday");
        require(hours.len() <= Validity::MOST_HOURS, "validity/hours", "must be at most 10");
        let spans = hours.iter().all(|span| span.from != span.to);
        require(spans, "validity/hours", "must not end as they begin");
        faults
    }
}

/// Whether a decimal is more than nothing and at most a hundred.
pub(super) fn is_share(percent: Decimal) -> bool {
    (1..=100_000_000).contains(&percent.millionths())
}
