//! The tables of a database and what is in them, read past the program.

use std::collections::BTreeMap;

use regulars_persistence::wall::{MERCHANT_TABLES, PLATFORM_TABLES};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement};

use crate::database::TestDatabase;

/// Reads a database past the program.
pub struct Contents {
    connection: DatabaseConnection,
}

impl Contents {
    /// Opens the database of a test.
    pub async fn of(database: &TestDatabase) -> Self {
        Self { connection: Database::connect(&database.url).await.unwrap() }
    }

    /// Every row that the query gives.
    pub async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let statement = Statement::from_string(self.connection.get_database_backend(), sql);
        self.connection.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The first column of every row that the query gives, as text.
    pub async fn column(&self, sql: &str) -> Vec<String> {
        self.rows(sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// Every row of every table, as text. Two that are equal mean that nothing was stored, changed or deleted.
    pub async fn snapshot(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut tables = BTreeMap::new();
        for table in MERCHANT_TABLES.iter().chain(PLATFORM_TABLES) {
            tables.insert(*table, self.rows_of(table).await);
        }
        tables
    }

    async fn rows_of(&self, table: &str) -> Vec<String> {
        if self.connection.get_database_backend() == DbBackend::Postgres {
            return self.column(&format!("SELECT t::text FROM {table} AS t ORDER BY 1")).await;
        }
        let columns = self.column(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        self.column(&format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || ',' || "))).await
    }
}
