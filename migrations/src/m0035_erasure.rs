//! What erasing a customer needs: who was erased, objections that outlive their customers, which kept answers are about
//! whom, and erasures of many; and exports of what is known of a customer.
//!
//! The entries of the ledger of consents and the deliveries of newsletters stay when the customer is gone, so they no
//! longer refer to the row. Answers that were kept before it was noted whom they are about are kept no longer.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINKS_ON_POSTGRES: &str = "
    ALTER TABLE consent_events DROP CONSTRAINT consent_events_merchant_id_customer_id_fkey;
    ALTER TABLE deliveries DROP CONSTRAINT deliveries_merchant_id_customer_id_fkey";

/// SQLite takes a link away by making the table anew. What refers to the entries is made anew before they are replaced.
const LINKS_ON_SQLITE: &str = "
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
        CONSTRAINT consent_events_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
        CONSTRAINT consent_events_text FOREIGN KEY (merchant_id, text_id) REFERENCES consent_texts (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO consent_events_anew (merchant_id, id, customer_id, sequence, purpose, channel, state, address, source,
            text_id, text_version, actor_kind, actor_id, occurred_at, recorded_at, evidence, commitment, previous_hash,
            hash, erased_at)
        SELECT merchant_id, id, customer_id, sequence, purpose, channel, state, address, source, text_id, text_version,
            actor_kind, actor_id, occurred_at, recorded_at, evidence, commitment, previous_hash, hash, erased_at
        FROM consent_events ORDER BY merchant_id, id;
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
    INSERT INTO consent_states_anew (merchant_id, customer_id, purpose, channel, state, address, since, source, event_id)
        SELECT merchant_id, customer_id, purpose, channel, state, address, since, source, event_id
        FROM consent_states ORDER BY merchant_id, customer_id, purpose, channel;
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
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { LINKS_ON_SQLITE } else { LINKS_ON_POSTGRES }).await?;
        crate::step::run(manager, include_str!("m0035_erasure.sql")).await
    }
}
