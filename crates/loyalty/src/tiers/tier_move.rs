//! That a member came from one tier into another.

use regulars_kernel::{Instant, named};

use super::period::DaySpan;
use super::tier_code::TierCode;

named! {
    /// Why a member came from one tier into another.
    TierMoveCause {
        /// Enough was counted.
        Reached = "reached",
        /// Too little was counted when the tier was no longer kept.
        NotKept = "not_kept",
        /// Goods came back.
        Refund = "refund",
        /// Less was counted when it was counted anew, with goods handed back on a late receipt or by another scheme.
        Recount = "recount",
        /// Two customers became one.
        Merge = "merge",
        /// Staff have fixed it.
        Locked = "locked",
        /// It is no longer fixed.
        Unlocked = "unlocked",
    }
}

/// That a member came from one tier into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierMove {
    /// Its number for the member, from 1.
    pub number: i64,
    /// From which tier. None for somebody who had none.
    pub from: Option<TierCode>,
    /// Into which one.
    pub to: Option<TierCode>,
    /// Why.
    pub cause: TierMoveCause,
    /// What was counted, in the unit of the basis.
    pub counted: i64,
    /// Over which days.
    pub window: DaySpan,
    /// The version of the programme that explains it.
    pub programme_version: u32,
    /// Since when.
    pub at: Instant,
}
