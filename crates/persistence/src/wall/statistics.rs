//! What PostgreSQL knows of its tables when it plans.

use regulars_kernel::StoreError;
use sea_orm::DatabaseConnection;
use sea_orm::sqlx::{self, AssertSqlSafe};

use super::bulk_table::BulkTable;
use super::copy::failed;

/// Has PostgreSQL look at tables now, not when it next finds the time: until then it plans as if what was loaded were
/// not there, and reads each row to learn whether everybody may see it.
pub async fn vacuum_and_analyze(
    pool: &DatabaseConnection,
    tables: impl Iterator<Item = BulkTable>,
) -> Result<(), StoreError> {
    let mut connection = pool.get_postgres_connection_pool().acquire().await.map_err(failed)?;
    let names: Vec<&str> = tables.map(BulkTable::name).collect();
    for statement in [
        "SET statement_timeout = 0".to_owned(),
        format!("VACUUM (ANALYZE) {}", names.join(", ")),
        "RESET statement_timeout".to_owned(),
    ] {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}

/// Has PostgreSQL count what is in a table, from a sample. Somebody else who is at it already is enough.
pub async fn analyze(pool: &DatabaseConnection, table: &'static str) -> Result<(), StoreError> {
    let statement = AssertSqlSafe(format!("ANALYZE (SKIP_LOCKED) {table}"));
    sqlx::raw_sql(statement).execute(pool.get_postgres_connection_pool()).await.map(drop).map_err(failed)
}
