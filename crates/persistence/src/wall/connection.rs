//! What runs a statement: a pool (each statement by itself) or an open transaction.

use std::sync::Arc;

use regulars_kernel::StoreError;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult, Statement, Value,
};

use crate::error::store_error;

/// Where statements go. It never leaves the wall.
#[derive(Clone)]
pub enum Connection {
    /// Each statement takes any connection of the pool and is its own transaction.
    Pool(DatabaseConnection),
    /// Every statement runs inside the one transaction.
    Transaction(Arc<DatabaseTransaction>),
}

impl Connection {
    pub fn backend(&self) -> DbBackend {
        match self {
            Self::Pool(pool) => pool.get_database_backend(),
            Self::Transaction(transaction) => transaction.get_database_backend(),
        }
    }

    pub fn is_postgres_transaction(&self) -> bool {
        matches!(self, Self::Transaction(_)) && self.backend() == DbBackend::Postgres
    }

    fn statement(&self, text: &str, values: Vec<Value>) -> Statement {
        tracing::trace!(target: "regulars::sql", statement = text);
        Statement::from_sql_and_values(self.backend(), text, values)
    }

    pub async fn all<Row: FromQueryResult>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let statement = self.statement(text, values);
        let rows = match self {
            Self::Pool(pool) => pool.query_all_raw(statement).await,
            Self::Transaction(transaction) => transaction.query_all_raw(statement).await,
        };
        rows.map_err(store_error)?
            .iter()
            .map(|row| Row::from_query_result(row, "").map_err(store_error))
            .collect()
    }

    pub async fn optional<Row: FromQueryResult>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        let statement = self.statement(text, values);
        let row = match self {
            Self::Pool(pool) => pool.query_one_raw(statement).await,
            Self::Transaction(transaction) => transaction.query_one_raw(statement).await,
        };
        row.map_err(store_error)?.map(|row| Row::from_query_result(&row, "").map_err(store_error)).transpose()
    }

    /// Runs a query that looks across merchants.
    pub async fn all_across_merchants<Row: FromQueryResult>(
        &self,
        text: &str,
    ) -> Result<Vec<Row>, StoreError> {
        tracing::trace!(target: "regulars::sql::across_merchants", statement = text);
        let statement = Statement::from_string(self.backend(), text);
        let rows = match self {
            Self::Pool(pool) => pool.query_all_raw(statement).await,
            Self::Transaction(transaction) => transaction.query_all_raw(statement).await,
        };
        rows.map_err(store_error)?
            .iter()
            .map(|row| Row::from_query_result(row, "").map_err(store_error))
            .collect()
    }

    /// Runs a statement and tells how many rows it touched, and whether a unique index refused it.
    pub async fn execute(&self, text: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let statement = self.statement(text, values);
        let done = match self {
            Self::Pool(pool) => pool.execute_raw(statement).await,
            Self::Transaction(transaction) => transaction.execute_raw(statement).await,
        };
        done.map(|done| done.rows_affected()).map_err(store_error)
    }

    /// Runs text without parameters, such as a savepoint.
    pub async fn run(&self, text: &str) -> Result<(), StoreError> {
        let done = match self {
            Self::Pool(pool) => pool.execute_unprepared(text).await,
            Self::Transaction(transaction) => transaction.execute_unprepared(text).await,
        };
        done.map(drop).map_err(store_error)
    }
}
