//! Conditions on tiers of programmes.

use regulars_kernel::{ProgrammeId, named};

use crate::Day;

/// The customer is or was in a tier of a programme: `{"tier": {"programme_id": "…", "in": ["gold"], "on": "2026-01-31"}}`.
///
/// As it was last written: what time alone has changed is written by the next night. Who was not in the programme then, was in
/// none of its tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierCondition {
    /// The programme; any where there is none.
    pub programme: Option<ProgrammeId>,
    /// The codes of the tiers, of which one is enough; any tier where there are none.
    pub tiers: Vec<String>,
    /// On which day, as it ended; now where there is none, and where the day has not ended.
    pub on: Option<Day>,
}

named! {
    /// What can be asked of tiers.
    TierKey {
        /// Of which programme.
        Programme = "programme_id",
        /// In which tiers.
        Tiers = "in",
        /// On which day.
        On = "on",
    }
}
