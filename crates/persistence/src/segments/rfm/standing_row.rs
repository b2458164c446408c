//! Where a customer stands, as columns.

use regulars_kernel::{RfmClass, RfmScore, RfmStanding, StoreError};

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "customer_rfm";

/// The columns of a standing; nothing where there is no such row.
#[derive(FromRow, RowColumns)]
pub(crate) struct StandingRow {
    recency: Option<i64>,
    frequency: Option<i64>,
    monetary: Option<i64>,
    class: Option<String>,
}

impl StandingRow {
    /// The standing; none where there is no class.
    pub(crate) fn convert(self) -> Result<Option<RfmStanding>, StoreError> {
        standing(self.class, self.recency, self.frequency, self.monetary)
    }
}

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

pub(super) fn score(value: Option<i64>) -> Result<RfmScore, StoreError> {
    value.and_then(RfmScore::new).ok_or_else(|| inconsistent(TABLE, "no score"))
}

pub(super) fn class(name: &str) -> Result<RfmClass, StoreError> {
    name.parse().map_err(|error| inconsistent(TABLE, error))
}
