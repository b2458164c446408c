//! That a member came from one tier into another, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_loyalty::{TierCode, TierMove};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::programmes::names::TierMoveCauseBody;

/// That a member came from one tier into another.
#[derive(Serialize, ToSchema)]
pub struct TierMoveBody {
    /// The number of the move, from 1.
    #[schema(example = 2)]
    number: i64,
    /// The code of the tier before; `null` for none.
    #[schema(example = "silver", max_length = 40)]
    from: Option<String>,
    /// The code of the tier since then; `null` for none.
    #[schema(example = "gold", max_length = 40)]
    to: Option<String>,
    /// Why.
    cause: TierMoveCauseBody,
    /// What was counted: minor units, receipts, or points in the smallest part of their type.
    #[schema(example = 3_120_000, minimum = -9_007_199_254_740_991_i64)]
    basis: i64,
    /// The first day on which was counted.
    #[schema(example = "2026-01-01")]
    window_from: NaiveDate,
    /// And the last one.
    #[schema(example = "2026-11-20")]
    window_to: NaiveDate,
    /// The version of the programme that explains it.
    #[schema(example = 3)]
    programme_version: u32,
    /// Since when.
    #[schema(example = "2026-11-20T16:30:00Z")]
    at: DateTime<Utc>,
}

impl From<TierMove> for TierMoveBody {
    fn from(moved: TierMove) -> Self {
        let TierMove { number, from, to, cause, counted, window, programme_version, at } = moved;
        let text = |code: Option<TierCode>| code.map(|code| code.as_str().to_owned());
        Self {
            number,
            from: text(from),
            to: text(to),
            cause: cause.into(),
            basis: counted,
            window_from: window.from,
            window_to: window.last(),
            programme_version,
            at,
        }
    }
}
