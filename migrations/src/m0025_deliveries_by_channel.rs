//! A newsletter may reach a customer over several channels: each of its deliveries has its channel in the key, and each
//! channel of a newsletter a queue of its own. Reactions say over which channel the message came.
//!
//! What was there is e-mail, and so is what a program of the release before writes, which may still run beside this one and
//! names no channel: that is what the defaults are for. A customer who unsubscribes is counted once for a newsletter,
//! whatever the channel, so that key stays.
//!
//! The customer stands before the channel in the key, so that a list of customers is looked up in it as before, by the
//! program of the release before too.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// PostgreSQL adds the column without writing a row, and reads the table once for the condition and once for each index.
/// It knows nothing of the new column's values until the table is analysed, which nothing else has it do.
const DELIVERIES_ON_POSTGRES: &str = "
    ALTER TABLE deliveries ADD COLUMN channel TEXT NOT NULL DEFAULT 'email'
        CONSTRAINT deliveries_channel CHECK (channel IN ('email', 'sms', 'push', 'telegram'));
    ALTER TABLE deliveries DROP CONSTRAINT deliveries_pkey;
    ALTER TABLE deliveries ADD CONSTRAINT deliveries_pkey
        PRIMARY KEY (merchant_id, newsletter_id, customer_id, channel);
    DROP INDEX deliveries_due";

/// SQLite changes a key by making the table anew. The rows come in the order of the new key, so each is written behind the
/// one before.
const DELIVERIES_ON_SQLITE: &str = "
    CREATE TABLE deliveries_anew (
        merchant_id BLOB NOT NULL,
        newsletter_id BLOB NOT NULL,
        channel TEXT NOT NULL DEFAULT 'email'
            CONSTRAINT deliveries_channel CHECK (channel IN ('email', 'sms', 'push', 'telegram')),
        customer_id BLOB NOT NULL,
        address TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT deliveries_state CHECK (state IN
            ('queued', 'leased', 'sending', 'sent', 'deferred', 'failed', 'unknown', 'excluded', 'cancelled')),
        reason TEXT,
        attempts INTEGER NOT NULL,
        next_attempt_at TEXT NOT NULL,
        lease_id BLOB,
        leased_until TEXT,
        settled_at TEXT,
        CONSTRAINT deliveries_pkey PRIMARY KEY (merchant_id, newsletter_id, customer_id, channel),
        CONSTRAINT deliveries_newsletter FOREIGN KEY (merchant_id, newsletter_id)
            REFERENCES newsletters (merchant_id, id),
        CONSTRAINT deliveries_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO deliveries_anew (merchant_id, newsletter_id, channel, customer_id, address, state, reason, attempts,
            next_attempt_at, lease_id, leased_until, settled_at)
        SELECT merchant_id, newsletter_id, 'email', customer_id, address, state, reason, attempts, next_attempt_at,
            lease_id, leased_until, settled_at
        FROM deliveries ORDER BY merchant_id, newsletter_id, customer_id;
    DROP TABLE deliveries;
    ALTER TABLE deliveries_anew RENAME TO deliveries;
    CREATE INDEX deliveries_held ON deliveries (merchant_id, newsletter_id, leased_until)
        WHERE lease_id IS NOT NULL;
    CREATE INDEX deliveries_customer ON deliveries (merchant_id, customer_id)";

/// No index asks for the state of a delivery, as before, so that it changes in place.
const DUE_AND_REACTIONS: &str = "
    CREATE INDEX deliveries_due ON deliveries (merchant_id, newsletter_id, channel, next_attempt_at, customer_id)
        WHERE lease_id IS NULL AND settled_at IS NULL;
    ALTER TABLE newsletter_hits ADD COLUMN channel TEXT NOT NULL DEFAULT 'email'
        CONSTRAINT newsletter_hits_channel CHECK (channel IN ('email', 'sms', 'push', 'telegram'));
    ALTER TABLE newsletter_unsubscribes ADD COLUMN channel TEXT NOT NULL DEFAULT 'email'
        CONSTRAINT newsletter_unsubscribes_channel CHECK (channel IN ('email', 'sms', 'push', 'telegram'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        let deliveries = if is_sqlite { DELIVERIES_ON_SQLITE } else { DELIVERIES_ON_POSTGRES };
        crate::step::run(manager, deliveries).await?;
        crate::step::run(manager, DUE_AND_REACTIONS).await?;
        crate::step::run_on_postgres(manager, "ANALYZE deliveries").await
    }
}
