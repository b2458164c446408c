//! On SQLite the quick search has an index of the parts of three letters of its texts, as PostgreSQL has had from the start.
//!
//! A full-text index of SQLite names its rows by a number, which a customer does not have, so a table gives each one. The
//! texts themselves are not kept a second time: the index reads them through a view. Triggers keep it as the database keeps any
//! other index; whoever makes the table `customers` anew has to make them anew, too. What is deleted leaves no trace in it
//! (`secure-delete`).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ON_SQLITE: [&str; 9] = [
    "CREATE TABLE customer_search_rows (
        number INTEGER NOT NULL,
        merchant_id BLOB NOT NULL,
        customer_id BLOB NOT NULL,
        CONSTRAINT customer_search_rows_pkey PRIMARY KEY (number),
        CONSTRAINT customer_search_rows_customer UNIQUE (merchant_id, customer_id)
    ) STRICT",
    "CREATE VIEW customer_search_texts AS
        SELECT r.number, c.search_text FROM customer_search_rows AS r
        JOIN customers AS c ON c.merchant_id = r.merchant_id AND c.id = r.customer_id",
    "CREATE VIRTUAL TABLE customer_search USING fts5(search_text, content = 'customer_search_texts',
        content_rowid = 'number', tokenize = 'trigram', detail = 'none', columnsize = 0)",
    "INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO customer_search_rows (merchant_id, customer_id)
        SELECT merchant_id, id FROM customers ORDER BY merchant_id, id",
    "INSERT INTO customer_search (rowid, search_text) SELECT number, search_text FROM customer_search_texts",
    "CREATE TRIGGER customer_search_added AFTER INSERT ON customers BEGIN
        INSERT INTO customer_search_rows (merchant_id, customer_id) VALUES (NEW.merchant_id, NEW.id);
        INSERT INTO customer_search (rowid, search_text)
            SELECT number, NEW.search_text FROM customer_search_rows
            WHERE merchant_id = NEW.merchant_id AND customer_id = NEW.id;
    END",
    "CREATE TRIGGER customer_search_changed AFTER UPDATE OF search_text ON customers
        WHEN OLD.search_text <> NEW.search_text BEGIN
        INSERT INTO customer_search (customer_search, rowid, search_text)
            SELECT 'delete', number, OLD.search_text FROM customer_search_rows
            WHERE merchant_id = OLD.merchant_id AND customer_id = OLD.id;
        INSERT INTO customer_search (rowid, search_text)
            SELECT number, NEW.search_text FROM customer_search_rows
            WHERE merchant_id = NEW.merchant_id AND customer_id = NEW.id;
    END",
    "CREATE TRIGGER customer_search_deleted AFTER DELETE ON customers BEGIN
        INSERT INTO customer_search (customer_search, rowid, search_text)
            SELECT 'delete', number, OLD.search_text FROM customer_search_rows
            WHERE merchant_id = OLD.merchant_id AND customer_id = OLD.id;
        DELETE FROM customer_search_rows WHERE merchant_id = OLD.merchant_id AND customer_id = OLD.id;
    END",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Sqlite {
            for statement in ON_SQLITE {
                connection.execute_unprepared(statement).await?;
            }
        }
        Ok(())
    }
}
