//! What the database knows of the rows of imports when it plans.

use regulars_kernel::StoreError;

use crate::Database;
use crate::wall::analyze;

impl Database {
    /// Has PostgreSQL notice a file whose rows are being looked at. Until it does so by itself, a minute later, it takes the import
    /// for empty, and reads all of it to find a part. SQLite plans by the indexes alone.
    pub async fn notice_import_rows(&self) -> Result<(), StoreError> {
        let Some(pool) = self.postgres_writers() else { return Ok(()) };
        analyze(pool, "customer_import_keys").await?;
        analyze(pool, "customer_import_rows").await
    }
}
