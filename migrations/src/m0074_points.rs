//! What the rules said of a receipt beside what they gave, so that a receipt that comes once more is told the same; the
//! accounts of a programme in the order in which they are audited; and adjustments that somebody else has to approve than who
//! asked for them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Does what `post_points` does, whatever that is by then, and writes what the rules said: still one round trip.
const POST_TOLD_POINTS: &str = "
    CREATE FUNCTION post_told_points(a_merchant uuid, some_postings jsonb) RETURNS bigint
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
        missed_rows bigint;
    BEGIN
        missed_rows := post_points($1, $2);
        IF missed_rows > 0 THEN
            RETURN missed_rows;
        END IF;
        INSERT INTO point_told_rules (merchant_id, purchase_id, account_id, programme_version, told)
        SELECT $1, t.purchase_id, t.account_id, t.programme_version, t.told
        FROM jsonb_to_recordset($2 -> 'told_rules') AS t(purchase_id uuid, account_id uuid,
            programme_version bigint, told jsonb);
        RETURN 0;
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0074_points.sql")).await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Postgres {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(POST_TOLD_POINTS).await?;
        }
        Ok(())
    }
}
