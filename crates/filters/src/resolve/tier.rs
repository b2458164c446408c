//! Resolving conditions on tiers.

use super::time::Today;
use crate::{Moment, ResolvedFilter, ResolvedTier, TierCondition};

/// A day that has not ended ends now.
pub(super) fn resolve(condition: &TierCondition, today: &Today) -> ResolvedFilter {
    let TierCondition { programme, tiers, on } = condition;
    let behind_now = today.ending(Moment::At(today.now()));
    let until = on.map_or(behind_now, |day| today.end_of(today.date_of(day)).min(behind_now));
    ResolvedFilter::Tier(ResolvedTier { programme: *programme, tiers: tiers.clone(), until })
}
