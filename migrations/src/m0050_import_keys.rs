//! Every row of an import that is about a key is noted, and not the first one only: who looks at a later row takes the earlier
//! ones in again that it has to do with.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const ON_POSTGRES: &str = "
    ALTER TABLE customer_import_keys DROP CONSTRAINT customer_import_keys_pkey;
    ALTER TABLE customer_import_keys ADD CONSTRAINT customer_import_keys_pkey
        PRIMARY KEY (merchant_id, import_id, about, number)";

/// SQLite changes a key by making the table anew.
const ON_SQLITE: &str = "
    CREATE TABLE customer_import_keys_anew (
        merchant_id BLOB NOT NULL,
        import_id BLOB NOT NULL,
        about TEXT NOT NULL,
        number INTEGER NOT NULL,
        CONSTRAINT customer_import_keys_pkey PRIMARY KEY (merchant_id, import_id, about, number),
        CONSTRAINT customer_import_keys_import FOREIGN KEY (merchant_id, import_id)
            REFERENCES customer_imports (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO customer_import_keys_anew (merchant_id, import_id, about, number)
        SELECT merchant_id, import_id, about, number FROM customer_import_keys ORDER BY merchant_id, import_id, about;
    DROP TABLE customer_import_keys;
    ALTER TABLE customer_import_keys_anew RENAME TO customer_import_keys";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { ON_SQLITE } else { ON_POSTGRES }).await
    }
}
