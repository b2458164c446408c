//! By what members come into which tier, and how long they keep it.

use std::collections::BTreeSet;

use regulars_kernel::{Instant, Label, Money, named};

use super::tier_code::TierCode;
use crate::programme::configuration::{Configuration, ConfigurationFault, FaultPlace};
use crate::programme::point_type::PointTypeCode;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TierBasis {
    /// What was bought, less what came back, in minor units.
    Spend,
    /// How many receipts there were of which something is left.
    Visits,
    /// What receipts earned of these points, less what refunds took back, in the smallest part of their type.
    Points(PointTypeCode),
    /// What an account of these points has, what is pending and held in it and less what is owed, in the smallest part of their
    /// type: as a day ends. The window says how long a period is.
    Balance(PointTypeCode),
}

impl TierBasis {
    /// The points that are counted, where points are.
    pub const fn point_type(&self) -> Option<&PointTypeCode> {
        match self {
            Self::Spend | Self::Visits => None,
            Self::Points(code) | Self::Balance(code) => Some(code),
        }
    }
}

/// Over what time it is counted. Days are those of the merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierWindow {
    /// Over the calendar month, for the one behind it.
    PreviousMonth,
    /// Over so many months up to now. Its periods are calendar months.
    RollingMonths(u16),
    /// Over the calendar year.
    CalendarYear,
    /// Over the year that began on the day on which the member came in, and each year behind it.
    MembershipYear,
}

named! {
    /// When a member comes into a better tier.
    TierUpgrade {
        /// As soon as enough was counted.
        AtOnce = "at_once",
        /// When the next period begins.
        NextPeriod = "next_period",
    }
}

named! {
    /// How far somebody falls who has not counted enough when their tier is no longer kept.
    TierDowngrade {
        /// Not at all: a tier is for ever.
        None = "none",
        /// By one tier.
        One = "one",
        /// As far as what was counted says.
        All = "all",
    }
}

/// A tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// What it goes by.
    pub code: TierCode,
    /// What it is called.
    pub name: Label,
    /// How much must be counted for it. 0 for a tier of everybody.
    pub threshold: i64,
    /// For how many days its members may give goods back. None where the scheme says it for all.
    pub return_days: Option<u16>,
    /// What receipts call it. None where they call it by its name.
    pub print_name: Option<Label>,
}

/// By what members come into which tier, and how long they keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierScheme {
    /// What is counted.
    pub basis: TierBasis,
    /// Over what time.
    pub window: TierWindow,
    /// When somebody comes into a better tier.
    pub upgrade: TierUpgrade,
    /// For how many periods a tier is kept behind the one in which it begins.
    pub keep_periods: u16,
    /// How far somebody falls who does not keep theirs.
    pub downgrade: TierDowngrade,
    /// For how many days more it is kept then.
    pub grace_days: u16,
    /// For how many days goods may be given back by whoever has no tier that says it. None where nothing is said.
    pub return_days: Option<u16>,
    /// The tiers, the least first. At least one.
    pub tiers: Vec<Tier>,
    /// Since when it is counted so. None for one that is only tried.
    pub since: Option<Instant>,
}

impl TierScheme {
    /// The most tiers.
    pub const MOST_TIERS: usize = 20;
    /// The most months that roll.
    pub const MOST_MONTHS: u16 = 60;
    /// The most periods for which a tier is kept.
    pub const MOST_PERIODS: u16 = 120;
    /// The most days of grace, and for giving back.
    pub const MOST_DAYS: u16 = 3_660;

    /// The scheme as it holds from now on, or since it has held where it is the present one.
    pub(super) fn holding(self, present: Option<&Self>, now: Instant) -> Self {
        let same = present.filter(|present| Self { since: present.since, ..self.clone() } == **present);
        Self { since: same.map_or(Some(now), |present| present.since), ..self }
    }

    /// The tier with that code.
    pub fn tier(&self, code: &TierCode) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.code == *code)
    }

    /// The place of a tier, from 0 for the least one. None for one that there is no more, which is less than any other.
    pub fn place(&self, code: Option<&TierCode>) -> Option<usize> {
        code.and_then(|code| self.tiers.iter().position(|tier| tier.code == *code))
    }

    /// The place of the best tier for which that much is enough.
    pub(super) fn level(&self, counted: i64) -> Option<usize> {
        self.tiers.iter().rposition(|tier| tier.threshold <= counted)
    }

    /// The code of the tier in that place.
    pub(super) fn code_at(&self, place: Option<usize>) -> Option<TierCode> {
        place.and_then(|place| self.tiers.get(place)).map(|tier| tier.code.clone())
    }

    /// The tier behind that one, or the first one for somebody who has none.
    pub(super) fn above(&self, place: Option<usize>) -> Option<&Tier> {
        self.tiers.get(place.map_or(0, |place| place.saturating_add(1)))
    }

    /// For how many days whoever has that tier may give goods back. None where nothing is said.
    pub fn days_to_return(&self, code: Option<&TierCode>) -> Option<u16> {
        code.and_then(|code| self.tier(code)).and_then(|tier| tier.return_days).or(self.return_days)
    }

    /// What is wrong with it in a programme that is configured so.
    pub fn faults(&self, configuration: &Configuration) -> Vec<FaultPlace> {
        let mut faults = Vec::new();
        let mut refuse = |path: String, fault: ConfigurationFault| faults.push(FaultPlace { path, fault });
        let unfit = ConfigurationFault::Unfit;
        if let Some(code) = self.basis.point_type()
            && configuration.point_type(code).is_none()
        {
            refuse("basis/point_type".to_owned(), ConfigurationFault::UnknownPointType);
        }
        if let TierWindow::RollingMonths(months) = self.window
            && !(1..=Self::MOST_MONTHS).contains(&months)
        {
            refuse("window/months".to_owned(), unfit("must be from 1 to 60"));
        }
        if self.window == TierWindow::PreviousMonth && self.upgrade == TierUpgrade::AtOnce {
            let text = "a month is over when the next one begins: must be next_period";
            refuse("upgrade".to_owned(), unfit(text));
        }
        if self.keep_periods > Self::MOST_PERIODS {
            refuse("keep_periods".to_owned(), unfit("must be at most 120"));
        }
        if self.grace_days > Self::MOST_DAYS {
            refuse("grace_days".to_owned(), unfit("must be at most 3660"));
        }
        if self.return_days.is_some_and(|days| days > Self::MOST_DAYS) {
            refuse("return_days".to_owned(), unfit("must be at most 3660"));
        }
        if self.tiers.is_empty() || self.tiers.len() > Self::MOST_TIERS {
            refuse("tiers".to_owned(), unfit("must be from 1 to 20 tiers"));
        }
        let mut codes = BTreeSet::new();
        let mut least = 0;
        for (index, tier) in self.tiers.iter().enumerate() {
            if !codes.insert(&tier.code) {
                refuse(format!("tiers/{index}/code"), unfit("another tier has that code"));
            }
            if !(least..=Money::MAX_AMOUNT).contains(&tier.threshold) {
                let text = "must be more than that of the tier before it, and at most 1000000000000";
                refuse(format!("tiers/{index}/threshold"), unfit(text));
            }
            least = tier.threshold.saturating_add(1);
            if tier.return_days.is_some_and(|days| days > Self::MOST_DAYS) {
                refuse(format!("tiers/{index}/return_days"), unfit("must be at most 3660"));
            }
        }
        faults
    }
}
