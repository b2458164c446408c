//! A row of counts.

use crate::wall::{FromRow, Row, RowError};

/// The counts of a query that selects nothing else, in the order of its columns.
pub(crate) struct Counts(pub(crate) Vec<i64>);

impl FromRow for Counts {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        (0..row.width()).map(|place| row.at(place)).collect::<Result<_, _>>().map(Self)
    }
}
