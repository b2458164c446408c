//! Merges of customers: what each did and how it is undone, whom an id means that is merged, and which customers were said
//! to be two persons.
//!
//! The ledger of consents, the keys of customers and what was sent outlive the record of a customer who is merged: they no
//! longer refer to it. SQLite takes a reference away by making the table anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const APART_ON_POSTGRES: &str = "
    ALTER TABLE customer_keys DROP CONSTRAINT IF EXISTS customer_keys_merchant_id_customer_id_fkey;
    ALTER TABLE consent_events DROP CONSTRAINT IF EXISTS consent_events_merchant_id_customer_id_fkey;
    ALTER TABLE deliveries DROP CONSTRAINT IF EXISTS deliveries_merchant_id_customer_id_fkey";

const APART_ON_SQLITE: &str = "
    CREATE TABLE customer_keys_anew (
        merchant_id BLOB NOT NULL,
        customer_id BLOB NOT NULL,
        sealed_key BLOB NOT NULL,
        created_at TEXT NOT NULL,
        CONSTRAINT customer_keys_pkey PRIMARY KEY (merchant_id, customer_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO customer_keys_anew SELECT merchant_id, customer_id, sealed_key, created_at FROM customer_keys;
    DROP TABLE customer_keys;
    ALTER TABLE customer_keys_anew RENAME TO customer_keys;

    CREATE TABLE consent_events_anew (
        merchant_id BLOB NOT NULL,
        id BLOB NOT NULL,
        customer_id BLOB NOT NULL,
        sequence INTEGER NOT NULL CONSTRAINT consent_events_sequence CHECK (sequence > 0),
        purpose TEXT NOT NULL CONSTRAINT consent_events_purpose
            CHECK (purpose IN ('advertising', 'data_processing', 'third_parties', 'profiling')),
        channel TEXT NOT NULL CONSTRAINT consent_events_channel
            CHECK (channel IN ('', 'email', 'sms', 'push', 'telegram')),
        state TEXT NOT NULL CONSTRAINT consent_events_state CHECK (state IN ('granted', 'refused', 'withdrawn')),
        address TEXT,
        source TEXT NOT NULL,
        text_id BLOB,
        text_version TEXT,
        actor_kind TEXT NOT NULL CONSTRAINT consent_events_actor
            CHECK (actor_kind IN ('user', 'terminal', 'api_key', 'system', 'customer')),
        actor_id BLOB,
        occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        evidence BLOB,
        commitment BLOB NOT NULL,
        previous_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        erased_at TEXT,
        CONSTRAINT consent_events_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT consent_events_text FOREIGN KEY (merchant_id, text_id) REFERENCES consent_texts (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO consent_events_anew SELECT merchant_id, id, customer_id, sequence, purpose, channel, state, address,
        source, text_id, text_version, actor_kind, actor_id, occurred_at, recorded_at, evidence, commitment,
        previous_hash, hash, erased_at FROM consent_events;
    CREATE TABLE consent_states_anew (
        merchant_id BLOB NOT NULL,
        customer_id BLOB NOT NULL,
        purpose TEXT NOT NULL CONSTRAINT consent_states_purpose
            CHECK (purpose IN ('advertising', 'data_processing', 'third_parties', 'profiling')),
        channel TEXT NOT NULL CONSTRAINT consent_states_channel
            CHECK (channel IN ('', 'email', 'sms', 'push', 'telegram')),
        state TEXT NOT NULL CONSTRAINT consent_states_state CHECK (state IN ('granted', 'refused', 'withdrawn')),
        address TEXT,
        since TEXT NOT NULL,
        source TEXT NOT NULL,
        event_id BLOB NOT NULL,
        CONSTRAINT consent_states_pkey PRIMARY KEY (merchant_id, customer_id, purpose, channel),
        CONSTRAINT consent_states_customer FOREIGN KEY (merchant_id, customer_id)
            REFERENCES customers (merchant_id, id) ON DELETE CASCADE,
        CONSTRAINT consent_states_event FOREIGN KEY (merchant_id, event_id)
            REFERENCES consent_events_anew (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO consent_states_anew SELECT merchant_id, customer_id, purpose, channel, state, address, since, source,
        event_id FROM consent_states;
    DROP TABLE consent_states;
    DROP TABLE consent_events;
    ALTER TABLE consent_events_anew RENAME TO consent_events;
    ALTER TABLE consent_states_anew RENAME TO consent_states;
    CREATE UNIQUE INDEX consent_events_chain ON consent_events (merchant_id, customer_id, sequence);
    CREATE INDEX consent_states_state ON consent_states (merchant_id, purpose, channel, state);

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
            REFERENCES newsletters (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO deliveries_anew (merchant_id, newsletter_id, channel, customer_id, address, state, reason, attempts,
            next_attempt_at, lease_id, leased_until, settled_at)
        SELECT merchant_id, newsletter_id, channel, customer_id, address, state, reason, attempts, next_attempt_at,
            lease_id, leased_until, settled_at
        FROM deliveries ORDER BY merchant_id, newsletter_id, customer_id, channel;
    DROP TABLE deliveries;
    ALTER TABLE deliveries_anew RENAME TO deliveries;
    CREATE INDEX deliveries_held ON deliveries (merchant_id, newsletter_id, leased_until)
        WHERE lease_id IS NOT NULL;
    CREATE INDEX deliveries_customer ON deliveries (merchant_id, customer_id);
    CREATE INDEX deliveries_due ON deliveries (merchant_id, newsletter_id, channel, next_attempt_at, customer_id)
        WHERE lease_id IS NULL AND settled_at IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { APART_ON_SQLITE } else { APART_ON_POSTGRES }).await?;
        crate::step::run(manager, include_str!("m0036_customer_merges.sql")).await
    }
}
