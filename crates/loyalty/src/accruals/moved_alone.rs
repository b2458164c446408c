//! Whether what one person gives or takes in bulk is more than they may alone.

use chrono::Duration;
use regulars_kernel::{Actor, Instant, PointAccrualId, ProgrammeId, StoreError};

use super::store::AccrualReads;
use crate::programme::point_type::PointTypeCode;

/// In which time what one person credits or debits alone is added up, by hand and in bulk.
pub(crate) const ADDED_UP: Duration = Duration::hours(24);

/// In which direction points go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AloneWay {
    /// Accruals give them.
    Giving,
    /// Accruals are taken back.
    Taking,
}

/// Whose credits or debits are added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingAlone {
    /// Who credits or debits.
    pub actor: Actor,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Points of which type.
    pub point_type: PointTypeCode,
    /// Up to which instant.
    pub now: Instant,
    /// The accrual that is asked about, which does not count to what was before it.
    pub besides: Option<PointAccrualId>,
}

impl ActingAlone {
    /// Behind which instant it counts.
    pub fn since(&self) -> Instant {
        self.now.checked_sub_signed(ADDED_UP).unwrap_or(self.now)
    }
}

/// Whether `points` for all members together, with what the same person has given or taken before with nobody's approval, are more than
/// the limit of the type of points. What accruals give to or take from all their members is added up, and on top of it what was
/// adjusted by hand, as it is on the account on which that is the most: so it is never more on any account.
pub async fn exceeds_alone(
    store: &mut dyn AccrualReads,
    acting: &ActingAlone,
    way: AloneWay,
    points: i64,
    limit: Option<i64>,
) -> Result<bool, StoreError> {
    let Some(limit) = limit else { return Ok(false) };
    if points > limit {
        return Ok(true);
    }
    Ok(store.moved_alone(acting, way).await?.saturating_add(points) > limit)
}
