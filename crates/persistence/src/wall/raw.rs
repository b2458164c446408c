//! A connection to either database, for as long as somebody uses it.

use std::sync::Arc;

use sea_orm::sqlx::{self, AssertSqlSafe, Executor, Postgres, Sqlite};
use sea_orm::{DatabaseConnection, DbBackend, Value, Values};
use sea_query_sqlx::SqlxValues;

use super::in_hand::{Held, InHand};
use super::postgres_arguments::arguments as postgres_arguments;
use super::rare_values::with_rare_values_marked;
use super::row::{FromRow, Row};
use super::sqlite_file::{SqliteFile, SqliteHandle};

/// Where connections come from. Cheap to clone.
#[derive(Clone)]
pub enum ConnectionSource {
    Postgres(Arc<InHand<Postgres>>),
    Sqlite(Arc<InHand<Sqlite>>),
    /// The one connection that writes to a file.
    File(Arc<SqliteFile>),
}

impl ConnectionSource {
    /// The connections of a pool.
    pub fn of_pool(pool: &DatabaseConnection) -> Self {
        match pool.get_database_backend() {
            DbBackend::Postgres => {
                Self::Postgres(Arc::new(InHand::new(pool.get_postgres_connection_pool().clone())))
            }
            _ => Self::Sqlite(Arc::new(InHand::new(pool.get_sqlite_connection_pool().clone()))),
        }
    }

    pub const fn backend(&self) -> DbBackend {
        match self {
            Self::Postgres(_) => DbBackend::Postgres,
            Self::Sqlite(_) | Self::File(_) => DbBackend::Sqlite,
        }
    }

    /// How many connections a restarted server may have cut.
    pub fn most_cut(&self) -> u32 {
        match self {
            Self::Postgres(connections) => connections.most(),
            Self::Sqlite(_) | Self::File(_) => 0,
        }
    }

    pub async fn acquire(&self) -> Result<Raw, sqlx::Error> {
        Ok(match self {
            Self::Postgres(connections) => Raw::Postgres(connections.acquire().await?),
            Self::Sqlite(connections) => Raw::Sqlite(connections.acquire().await?),
            Self::File(file) => Raw::File(file.acquire().await?),
        })
    }

    /// Gives back to the pool what nobody uses.
    pub fn let_go(&self) {
        match self {
            Self::Postgres(connections) => connections.let_go(),
            Self::Sqlite(connections) => connections.let_go(),
            Self::File(_) => {}
        }
    }
}

/// A connection, for as long as somebody uses it.
pub enum Raw {
    Postgres(Held<Postgres>),
    Sqlite(Held<Sqlite>),
    File(SqliteHandle),
}

impl Raw {
    /// Runs text without parameters.
    pub async fn run(&mut self, text: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(held) => {
                held.connection()?.execute(AssertSqlSafe(text)).await?;
                held.ended_well();
                Ok(())
            }
            Self::Sqlite(held) => {
                held.connection()?.execute(AssertSqlSafe(text)).await?;
                held.ended_well();
                Ok(())
            }
            Self::File(handle) => handle.run(text),
        }
    }

    /// Runs a statement and tells how many rows it changed.
    pub async fn execute(&mut self, text: &str, values: Vec<Value>) -> Result<u64, sqlx::Error> {
        match self {
            Self::Postgres(held) => {
                let query = sqlx::query_with(AssertSqlSafe(text), postgres_arguments(values)?);
                let done = query.execute(held.connection()?).await?;
                held.ended_well();
                Ok(done.rows_affected())
            }
            Self::Sqlite(held) => {
                let text = with_rare_values_marked(text);
                let query = sqlx::query_with(AssertSqlSafe(text.as_ref()), SqlxValues(Values(values)));
                let done = query.execute(held.connection()?).await?;
                held.ended_well();
                Ok(done.rows_affected())
            }
            Self::File(handle) => handle.execute(&with_rare_values_marked(text), &values),
        }
    }

    /// All rows of a statement.
    pub async fn all<Found: FromRow>(
        &mut self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Found>, sqlx::Error> {
        match self {
            Self::Postgres(held) => {
                let query = sqlx::query_with(AssertSqlSafe(text), postgres_arguments(values)?);
                let rows = query.fetch_all(held.connection()?).await?;
                held.ended_well();
                rows.iter().map(|row| Found::from_row(&Row::Postgres(row))).collect()
            }
            Self::Sqlite(held) => {
                let text = with_rare_values_marked(text);
                let query = sqlx::query_with(AssertSqlSafe(text.as_ref()), SqlxValues(Values(values)));
                let rows = query.fetch_all(held.connection()?).await?;
                held.ended_well();
                rows.iter().map(|row| Found::from_row(&Row::Sqlite(row))).collect()
            }
            Self::File(handle) => handle.all(&with_rare_values_marked(text), &values),
        }
    }

    /// The first row of a statement.
    pub async fn optional<Found: FromRow>(
        &mut self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Option<Found>, sqlx::Error> {
        match self {
            Self::Postgres(held) => {
                let query = sqlx::query_with(AssertSqlSafe(text), postgres_arguments(values)?);
                let row = query.fetch_optional(held.connection()?).await?;
                held.ended_well();
                row.map(|row| Found::from_row(&Row::Postgres(&row))).transpose()
            }
            Self::Sqlite(held) => {
                let text = with_rare_values_marked(text);
                let query = sqlx::query_with(AssertSqlSafe(text.as_ref()), SqlxValues(Values(values)));
                let row = query.fetch_optional(held.connection()?).await?;
                held.ended_well();
                row.map(|row| Found::from_row(&Row::Sqlite(&row))).transpose()
            }
            Self::File(handle) => handle.optional(&with_rare_values_marked(text), &values),
        }
    }

    /// Closes the connection instead of giving it back.
    pub fn throw_away(self) {
        match self {
            Self::Postgres(held) => held.throw_away(),
            Self::Sqlite(held) => held.throw_away(),
            Self::File(handle) => handle.throw_away(),
        }
    }
}
