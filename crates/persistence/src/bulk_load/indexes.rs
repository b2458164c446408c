//! Indexes and foreign keys of PostgreSQL that are made once for all rows instead of kept up to date with each.

use regulars_kernel::StoreError;

use super::{customer_rows, purchase_rows};
use crate::wall::{BulkTable, CopyTransaction};

/// How to make again what was taken away. Primary keys stay: other tables refer to them, and the rows come in their
/// order.
pub(super) struct Indexes {
    definitions: Vec<String>,
}

const INDEXES: &str = "
    SELECT format('DROP INDEX %s', x.indexrelid::regclass), pg_get_indexdef(x.indexrelid)
    FROM pg_index AS x JOIN pg_class AS t ON t.oid = x.indrelid
    WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ANY($1) AND NOT x.indisprimary
    ORDER BY 1";
const REFERENCES: &str = "
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid
    WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ANY($1) AND c.contype = 'f'
    ORDER BY 1";

/// Sorting many rows at once is what makes an index quickly.
const SETTINGS: &str = "SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '256MB'";

impl Indexes {
    pub(super) async fn take_away(transaction: &mut CopyTransaction) -> Result<Self, StoreError> {
        transaction.define(SETTINGS).await?;
        let tables: Vec<&str> = tables().map(BulkTable::name).collect();
        let mut definitions = Vec::new();
        for query in [REFERENCES, INDEXES] {
            for (drop, make) in transaction.catalogue(query, &tables).await? {
                transaction.define(&drop).await?;
                definitions.push(make);
            }
        }
        // A foreign key is checked by a join that needs no index, so either order would do.
        definitions.reverse();
        Ok(Self { definitions })
    }

    pub(super) async fn make_anew(self, transaction: &mut CopyTransaction) -> Result<(), StoreError> {
        for definition in self.definitions {
            transaction.define(&definition).await?;
        }
        Ok(())
    }
}

/// Every table that is loaded into.
pub(super) fn tables() -> impl Iterator<Item = BulkTable> {
    customer_rows::TABLES.into_iter().chain(purchase_rows::TABLES)
}
