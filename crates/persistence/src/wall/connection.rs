//! What runs a statement: a pool (each statement by itself) or an open transaction.

use std::sync::Arc;

use regulars_kernel::StoreError;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, FromQueryResult, Statement, Value};

use super::open_transaction::OpenTransaction;
use crate::error::{is_cut_connection, store_error};

/// Where statements go. It never leaves the wall.
#[derive(Clone)]
pub enum Connection {
    /// Each statement reads on any connection of the pool.
    Pool(DatabaseConnection),
    /// Every statement runs inside the one transaction.
    Transaction(Arc<OpenTransaction>),
}

impl Connection {
    pub fn backend(&self) -> DbBackend {
        match self {
            Self::Pool(pool) => pool.get_database_backend(),
            Self::Transaction(transaction) => transaction.backend(),
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
        self.rows(self.statement(text, values)).await
    }

    async fn rows<Row: FromQueryResult>(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let rows = match self {
            Self::Pool(pool) => read(pool, || pool.query_all_raw(statement.clone())).await?,
            Self::Transaction(transaction) => transaction.all(statement).await?,
        };
        rows.iter().map(|row| Row::from_query_result(row, "").map_err(store_error)).collect()
    }

    pub async fn optional<Row: FromQueryResult>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        let statement = self.statement(text, values);
        let row = match self {
            Self::Pool(pool) => read(pool, || pool.query_one_raw(statement.clone())).await?,
            Self::Transaction(transaction) => transaction.optional(statement).await?,
        };
        row.map(|row| Row::from_query_result(&row, "").map_err(store_error)).transpose()
    }

    /// Runs a query that looks across merchants.
    pub async fn all_across_merchants<Row: FromQueryResult>(
        &self,
        text: &str,
    ) -> Result<Vec<Row>, StoreError> {
        tracing::trace!(target: "regulars::sql::across_merchants", statement = text);
        self.rows(Statement::from_string(self.backend(), text)).await
    }

    /// Runs a statement and tells how many rows it touched, and whether a unique index refused it.
    pub async fn execute(&self, text: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let statement = self.statement(text, values);
        match self {
            Self::Pool(pool) => {
                pool.execute_raw(statement).await.map(|done| done.rows_affected()).map_err(store_error)
            }
            Self::Transaction(transaction) => transaction.execute(statement).await,
        }
    }

    /// Runs text without parameters, such as a setting of the transaction.
    pub async fn run(&self, text: &str) -> Result<(), StoreError> {
        match self {
            Self::Pool(pool) => pool.execute_unprepared(text).await.map(drop).map_err(store_error),
            Self::Transaction(transaction) => transaction.run(text).await.map(drop),
        }
    }

    /// Begins a part of a transaction that can be undone by itself.
    pub async fn savepoint(&self, name: &'static str) -> Result<(), StoreError> {
        self.transaction()?.savepoint(name).await
    }

    /// Keeps what was done since the savepoint, or undoes it.
    pub async fn end_savepoint(&self, name: &'static str, keep: bool) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        if !keep {
            transaction.roll_back_to(name).await?;
        }
        transaction.release(name).await
    }

    fn transaction(&self) -> Result<&OpenTransaction, StoreError> {
        match self {
            Self::Transaction(transaction) => Ok(transaction),
            _ => Err(StoreError::Failed("a savepoint without a transaction".into())),
        }
    }
}

/// Reads, and reads again as long as a connection turns out to be one that a restarted server has cut.
async fn read<T, Reading: Future<Output = Result<T, DbErr>>>(
    pool: &DatabaseConnection,
    statement: impl Fn() -> Reading,
) -> Result<T, StoreError> {
    let mut stale = match pool.get_database_backend() {
        DbBackend::Postgres => pool.get_postgres_connection_pool().options().get_max_connections(),
        _ => 0,
    };
    loop {
        match statement().await {
            Err(error) if stale > 0 && is_cut_connection(&error) => stale -= 1,
            done => return done.map_err(store_error),
        }
    }
}
