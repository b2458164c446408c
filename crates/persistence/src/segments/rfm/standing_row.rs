//! Where a customer stands, as columns.

use regulars_kernel::StoreError;
use regulars_segments::{RfmClass, RfmStanding, Score};

use crate::error::inconsistent;

const TABLE: &str = "customer_rfm";

/// The standing of these columns; none where there is no class.
pub(super) fn standing(
    class: Option<String>,
    recency: Option<i64>,
    frequency: Option<i64>,
    monetary: Option<i64>,
) -> Result<Option<RfmStanding>, StoreError> {
    let Some(class) = class else { return Ok(None) };
    Ok(Some(RfmStanding {
        recency: score(recency)?,
        frequency: score(frequency)?,
        monetary: score(monetary)?,
        class: self::class(&class)?,
    }))
}

pub(super) fn score(value: Option<i64>) -> Result<Score, StoreError> {
    value.and_then(Score::new).ok_or_else(|| inconsistent(TABLE, "no score"))
}

pub(super) fn class(name: &str) -> Result<RfmClass, StoreError> {
    name.parse().map_err(|error| inconsistent(TABLE, error))
}
