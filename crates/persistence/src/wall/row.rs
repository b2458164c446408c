//! One row, of whichever driver gives it, and what it is read into.
//!
//! Three drivers give rows: the ones of the pools, and the library that [`super::SqliteFile`] calls where the connection
//! lives. A struct says what it reads by `#[derive(FromRow)]`, once for all of them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rusqlite::types::{FromSqlError, FromSqlResult, ValueRef};
use sea_orm::sqlx::postgres::PgRow;
use sea_orm::sqlx::sqlite::SqliteRow;
use sea_orm::sqlx::{self, Decode, Postgres, Row as _, Sqlite, Type};
use uuid::Uuid;

use super::sqlite_file::raised;

/// Why a row is not what was expected. It says nothing about the transaction that it was read in.
pub type RowError = sqlx::Error;

/// One row, while it is read.
pub enum Row<'r> {
    Postgres(&'r PgRow),
    Sqlite(&'r SqliteRow),
    /// Of the connection that writes, where it lives.
    Written(&'r rusqlite::Row<'r>),
}

/// What is read from a row.
pub trait FromRow: Sized {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError>;
}

/// What a column holds. It is read in the same way whichever driver gives it; a test holds them together.
pub trait Column:
    for<'r> Decode<'r, Postgres> + Type<Postgres> + for<'r> Decode<'r, Sqlite> + Type<Sqlite>
{
    /// Reads what SQLite holds.
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

impl Row<'_> {
    /// What the column of that name holds.
    pub fn get<T: Column>(&self, name: &str) -> Result<T, RowError> {
        match self {
            Self::Postgres(row) => row.try_get(name),
            Self::Sqlite(row) => row.try_get(name),
            Self::Written(row) => {
                let place = row.as_ref().column_index(name).map_err(raised)?;
                self.at(place)
            }
        }
    }

    /// What the column at that place holds, from 0.
    pub fn at<T: Column>(&self, place: usize) -> Result<T, RowError> {
        match self {
            Self::Postgres(row) => row.try_get(place),
            Self::Sqlite(row) => row.try_get(place),
            Self::Written(row) => {
                let value = row.get_ref(place).map_err(raised)?;
                T::of_sqlite(value).map_err(|source| sqlx::Error::ColumnDecode {
                    index: place.to_string(),
                    source: Box::new(source),
                })
            }
        }
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        match self {
            Self::Postgres(row) => row.len(),
            Self::Sqlite(row) => row.len(),
            Self::Written(row) => row.as_ref().column_count(),
        }
    }
}

impl<T: Column> Column for Option<T>
where
    Self: Type<Postgres> + Type<Sqlite>,
{
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        if value == ValueRef::Null { Ok(None) } else { T::of_sqlite(value).map(Some) }
    }
}

impl Column for bool {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|number| number != 0)
    }
}

impl Column for i32 {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        number.try_into().map_err(|_| FromSqlError::OutOfRange(number))
    }
}

impl Column for i64 {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64()
    }
}

impl Column for f64 {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_f64()
    }
}

impl Column for String {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Column for Vec<u8> {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_bytes().map(<[u8]>::to_vec)
    }
}

impl Column for Uuid {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_slice(value.as_blob()?).map_err(FromSqlError::other)
    }
}

impl Column for NaiveDate {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

impl Column for DateTime<Utc> {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let read = DateTime::parse_from_rfc3339(text).map(|instant| instant.to_utc());
        // As SQLite's own functions write it.
        read.or_else(|_| NaiveDateTime::parse_from_str(text, "%F %T%.f").map(|instant| instant.and_utc()))
            .map_err(FromSqlError::other)
    }
}

impl Column for serde_json::Value {
    fn of_sqlite(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)
    }
}
