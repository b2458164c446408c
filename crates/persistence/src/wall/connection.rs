//! What runs a statement: a pool (each statement by itself) or an open transaction.

use std::sync::Arc;

use regulars_kernel::StoreError;
use sea_orm::{DbBackend, Value, sqlx};

use super::open_transaction::OpenTransaction;
use super::raw::ConnectionSource;
use super::row::FromRow;
use crate::error::{driver_error, is_cut};

/// Where statements go. It never leaves the wall.
#[derive(Clone)]
pub enum Connection {
    /// Each statement runs by itself, on any connection.
    Each(ConnectionSource),
    /// Every statement runs inside the one transaction.
    Transaction(Arc<OpenTransaction>),
}

impl Connection {
    pub fn backend(&self) -> DbBackend {
        match self {
            Self::Each(source) => source.backend(),
            Self::Transaction(transaction) => transaction.backend(),
        }
    }

    pub fn is_postgres_transaction(&self) -> bool {
        matches!(self, Self::Transaction(_)) && self.backend() == DbBackend::Postgres
    }

    pub async fn all<Row: FromRow>(&self, text: &str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        tracing::trace!(target: "regulars::sql", statement = text);
        self.rows(text, values).await
    }

    async fn rows<Row: FromRow>(&self, text: &str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Each(source) => {
                let mut cut = Cut::of(source);
                loop {
                    let rows = match source.acquire().await {
                        Ok(mut raw) => raw.all(text, values.clone()).await,
                        Err(error) => Err(error),
                    };
                    match rows {
                        Err(error) if cut.may_be(&error) => {}
                        rows => return rows.map_err(driver_error),
                    }
                }
            }
            Self::Transaction(transaction) => transaction.all(text, values).await,
        }
    }

    pub async fn optional<Row: FromRow>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        tracing::trace!(target: "regulars::sql", statement = text);
        match self {
            Self::Each(source) => {
                let mut cut = Cut::of(source);
                loop {
                    let row = match source.acquire().await {
                        Ok(mut raw) => raw.optional(text, values.clone()).await,
                        Err(error) => Err(error),
                    };
                    match row {
                        Err(error) if cut.may_be(&error) => {}
                        row => return row.map_err(driver_error),
                    }
                }
            }
            Self::Transaction(transaction) => transaction.optional(text, values).await,
        }
    }

    /// Runs a query that looks across merchants.
    pub async fn all_across_merchants<Row: FromRow>(&self, text: &str) -> Result<Vec<Row>, StoreError> {
        tracing::trace!(target: "regulars::sql::across_merchants", statement = text);
        self.rows(text, Vec::new()).await
    }

    /// Runs a statement and tells how many rows it touched, and whether a unique index refused it.
    pub async fn execute(&self, text: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        tracing::trace!(target: "regulars::sql", statement = text);
        match self {
            Self::Each(source) => {
                let mut raw = source.acquire().await.map_err(driver_error)?;
                raw.execute(text, values).await.map_err(driver_error)
            }
            Self::Transaction(transaction) => transaction.execute(text, values).await,
        }
    }

    /// Runs text without parameters, such as a setting of the transaction.
    pub async fn run(&self, text: &str) -> Result<(), StoreError> {
        match self {
            Self::Each(source) => {
                source.acquire().await.map_err(driver_error)?.run(text).await.map_err(driver_error)
            }
            Self::Transaction(transaction) => transaction.run(text).await,
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

/// How many connections a restarted server may have cut, of which each is found out by a read. Who reads asks again as long
/// as it was one of them.
struct Cut(u32);

impl Cut {
    fn of(source: &ConnectionSource) -> Self {
        Self(source.most_cut())
    }

    fn may_be(&mut self, error: &sqlx::Error) -> bool {
        let may_be = self.0 > 0 && is_cut(error);
        self.0 -= u32::from(may_be);
        may_be
    }
}
