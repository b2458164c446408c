//! Indexes for what read a whole import or a whole list.
//!
//! The keys of a row of an import are found by its number and not by all of its import: with the import in front, PostgreSQL took
//! that index to look a key up as long as it did not know how many keys a new import has, and read all of them each time. Few
//! answers have a comment and few companies are archived: an index of those alone finds them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(
            manager,
            "DROP INDEX customer_import_keys_of_row;
             CREATE INDEX customer_import_keys_of_row ON customer_import_keys (merchant_id, number, import_id);
             CREATE INDEX survey_invitations_comments ON survey_invitations (merchant_id, survey_id, answered_at, id)
                 WHERE comment IS NOT NULL;
             CREATE INDEX companies_archived ON companies (merchant_id, id) WHERE archived_at IS NOT NULL",
        )
        .await
    }
}
