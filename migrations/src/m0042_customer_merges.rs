//! Merges of customers: what each did and how it is undone, whom an id, a number and a card mean that are merged, and which
//! customers were said to be two persons.
//!
//! The key of a customer outlives the record of who is merged, as the ledger of consents and what was sent do already: it no
//! longer refers to it. SQLite takes a reference away by making the table anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const APART_ON_POSTGRES: &str =
    "ALTER TABLE customer_keys DROP CONSTRAINT IF EXISTS customer_keys_merchant_id_customer_id_fkey";

/// How the function that records receipts finds the merchant's customer of a card's member, and how it does from now on: a
/// customer who was merged with another member is that one, too.
const CUSTOMER_OF_CARD: [&str; 2] = [
    "(SELECT meant.id FROM customers AS meant WHERE meant.merchant_id = $1 AND meant.member_id =
                (SELECT cards.member_id FROM cards WHERE cards.status <> 'blocked' AND cards.number = $22
                     AND cards.mode = (SELECT network.mode FROM merchants AS network WHERE network.id = $1))),",
    "(SELECT coalesce(
                 (SELECT meant.id FROM customers AS meant
                  WHERE meant.merchant_id = $1 AND meant.member_id = holder.member_id),
                 (SELECT joined.customer_id FROM joined_members AS joined
                  WHERE joined.merchant_id = $1 AND joined.member_id = holder.member_id))
             FROM (SELECT
                (SELECT cards.member_id FROM cards WHERE cards.status <> 'blocked' AND cards.number = $22
                     AND cards.mode = (SELECT network.mode FROM merchants AS network WHERE network.id = $1))
                AS member_id) AS holder),",
];

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
    ALTER TABLE customer_keys_anew RENAME TO customer_keys";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { APART_ON_SQLITE } else { APART_ON_POSTGRES }).await?;
        crate::step::run(manager, include_str!("m0042_customer_merges.sql")).await?;
        if !is_sqlite {
            let [before, after] = CUSTOMER_OF_CARD;
            let function = crate::m0020_record_purchase::RECORD_PURCHASE
                .replacen("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
                .replacen(before, after, 1);
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            manager.get_connection().execute_unprepared(&function).await?;
        }
        Ok(())
    }
}
