//! A row of counts.

use sea_orm::{DbErr, FromQueryResult, QueryResult};

/// The counts of a query that selects nothing else, in the order of its columns.
pub(crate) struct Counts(pub(crate) Vec<i64>);

impl FromQueryResult for Counts {
    fn from_query_result(row: &QueryResult, _prefix: &str) -> Result<Self, DbErr> {
        (0..row.column_names().len())
            .map(|index| row.try_get_by_index(index))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
