//! How many rows of an import have each fate stands with the import: who asks how far it is does not count its rows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// How many rows of an import there are of each disposition, and of each outcome of taking them back.
const COUNTED: &str = "
    SELECT r.disposition AS fate, count(*) AS found FROM customer_import_rows AS r
    WHERE r.merchant_id = customer_imports.merchant_id AND r.import_id = customer_imports.id
        AND r.disposition IS NOT NULL
    GROUP BY r.disposition
    UNION ALL
    SELECT r.undo_outcome AS fate, count(*) AS found FROM customer_import_rows AS r
    WHERE r.merchant_id = customer_imports.merchant_id AND r.import_id = customer_imports.id
        AND r.undo_outcome IS NOT NULL
    GROUP BY r.undo_outcome";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gathered = match manager.get_connection().get_database_backend() {
            DatabaseBackend::Sqlite => "json_group_object(c.fate, c.found)",
            _ => "coalesce(jsonb_object_agg(c.fate, c.found), '{}'::jsonb)",
        };
        crate::step::run(
            manager,
            "ALTER TABLE customer_imports ADD COLUMN counts {json} NOT NULL DEFAULT '{}'",
        )
        .await?;
        let count = format!("UPDATE customer_imports SET counts = (SELECT {gathered} FROM ({COUNTED}) AS c)");
        crate::step::run(manager, &count).await
    }
}
