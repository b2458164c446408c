//! Writes what was done with accounts on PostgreSQL: one function, and so one round trip.

use regulars_kernel::StoreError;

use super::posted::Posted;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// The function is a step of the schema. It writes what the rules said beside what `post_points` does.
const POST: ScopedSql = ScopedSql::new("SELECT r.missed FROM post_told_points($1, $2::jsonb) AS r(missed)");

pub(super) async fn post(tx: &ReadTx, posted: &Posted) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct MissedRow {
        missed: i64,
    }
    let rows = serde_json::to_string(posted).map_err(|error| StoreError::Defect(error.into()))?;
    let MissedRow { missed } = tx.one(POST, values![rows]).await?;
    if missed > 0 { Err(StoreError::Contended) } else { Ok(()) }
}
