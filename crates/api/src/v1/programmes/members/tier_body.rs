//! In which tier a member is, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_loyalty::{ReckonedTier, TierAhead, TierLock, TierScheme};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::programmes::names::TierLockReasonBody;

/// In which tier a member is.
#[derive(Serialize, ToSchema)]
pub struct MemberTierBody {
    /// The code of the tier; `null` for somebody who has reached none.
    #[schema(example = "silver", max_length = 40)]
    code: Option<String>,
    /// What it is called.
    #[schema(example = "Srebrni", max_length = 200)]
    name: Option<String>,
    /// Since when.
    #[schema(example = "2026-11-02T08:00:00Z")]
    since: DateTime<Utc>,
    /// The last day on which it is kept whatever is bought, but for the days of grace; `null` for none, and for one that is for
    /// ever.
    #[schema(example = "2027-12-31")]
    until: Option<NaiveDate>,
    /// What was counted in the present window: minor units, receipts, or points in the smallest part of their type.
    #[schema(example = 1_250_000, minimum = -9_007_199_254_740_991_i64)]
    basis: i64,
    /// The first day of the present window.
    #[schema(example = "2026-01-01")]
    window_from: NaiveDate,
    /// What is missing for the next tier; `null` in the best one and while the tier is locked.
    next: Option<NextTierBody>,
    /// What staff have fixed; `null` where the tier is reckoned.
    lock: Option<TierLockBody>,
}

/// What is missing for the next tier.
#[derive(Serialize, ToSchema)]
pub struct NextTierBody {
    /// The code of the tier.
    #[schema(example = "gold", max_length = 40)]
    code: String,
    /// How much more must be counted; 0 where it is reached and begins with the next period.
    #[schema(example = 1_750_000)]
    missing: i64,
    /// The last day on which it counts; `null` where each day has a window of its own.
    #[schema(example = "2026-12-31")]
    by: Option<NaiveDate>,
}

/// That staff have fixed a tier.
#[derive(Serialize, ToSchema)]
pub struct TierLockBody {
    /// Why.
    reason: TierLockReasonBody,
    /// Until when; `null` for as long as nobody ends it.
    until: Option<DateTime<Utc>>,
    /// Since when.
    #[schema(example = "2026-11-02T08:00:00Z")]
    locked_at: DateTime<Utc>,
}

impl MemberTierBody {
    /// A tier of that scheme.
    pub fn new(reckoned: &ReckonedTier, scheme: &TierScheme) -> Self {
        let ReckonedTier { tier, since, until, counted, window, ahead, lock, change: _ } = reckoned;
        let found = tier.as_ref().and_then(|code| scheme.tier(code));
        Self {
            code: tier.as_ref().map(|code| code.as_str().to_owned()),
            name: found.map(|tier| tier.name.as_str().to_owned()),
            since: *since,
            until: until.and_then(|behind| behind.pred_opt()),
            basis: *counted,
            window_from: window.from,
            next: ahead.as_ref().map(NextTierBody::from),
            lock: lock.as_ref().map(TierLockBody::from),
        }
    }
}

impl From<&TierAhead> for NextTierBody {
    fn from(ahead: &TierAhead) -> Self {
        let TierAhead { code, print_name: _, missing, by } = ahead;
        Self { code: code.as_str().to_owned(), missing: *missing, by: *by }
    }
}

impl From<&TierLock> for TierLockBody {
    fn from(lock: &TierLock) -> Self {
        let TierLock { tier: _, reason, until, locked_at, locked_by: _ } = lock;
        Self { reason: (*reason).into(), until: *until, locked_at: *locked_at }
    }
}
