//! COPY: the fastest way into PostgreSQL.

use std::fmt::Write;

use chrono::{Datelike, Timelike};
use regulars_kernel::{Instant, Scope, StoreError};
use sea_orm::sqlx::{self, AssertSqlSafe, PgPool, Postgres};
use sea_orm::{DatabaseConnection, Value};

use super::bulk_table::BulkTable;
use crate::error::driver_error;

/// How many bytes go to the server in one piece.
const PIECE: usize = 1 << 20;

/// One transaction on PostgreSQL that takes rows of one merchant by COPY. Nothing of it is kept unless it is committed.
pub struct CopyTransaction {
    transaction: sqlx::Transaction<'static, Postgres>,
    scope: Scope,
    piece: Vec<u8>,
}

impl CopyTransaction {
    /// Begins on a connection of the pool.
    pub async fn begin(pool: &DatabaseConnection, scope: Scope) -> Result<Self, StoreError> {
        let pool: &PgPool = pool.get_postgres_connection_pool();
        let transaction = pool.begin().await.map_err(failed)?;
        Ok(Self { transaction, scope, piece: Vec::with_capacity(PIECE + PIECE / 4) })
    }

    /// Puts rows into a table, each row with the columns that the table names, in their order.
    pub async fn copy(&mut self, table: BulkTable, rows: &[Vec<Value>]) -> Result<(), StoreError> {
        let statement = format!("COPY {} ({}) FROM STDIN", table.name(), table.all_columns());
        let merchant = Value::from(self.scope.merchant().value());
        let mut copy = self.transaction.copy_in_raw(&statement).await.map_err(failed)?;
        for row in rows {
            let whole = table.begins_with_merchant().then_some(&merchant).into_iter().chain(row);
            write_row(&mut self.piece, whole)?;
            if self.piece.len() >= PIECE {
                copy.send(self.piece.as_slice()).await.map_err(failed)?;
                self.piece.clear();
            }
        }
        copy.send(self.piece.as_slice()).await.map_err(failed)?;
        self.piece.clear();
        copy.finish().await.map(drop).map_err(failed)
    }

    /// Pairs of texts that a query over the system's own catalogue gives about `tables`, its one parameter.
    pub async fn catalogue(
        &mut self,
        query: &'static str,
        tables: &[&str],
    ) -> Result<Vec<(String, String)>, StoreError> {
        sqlx::query_as(query).bind(tables).fetch_all(&mut *self.transaction).await.map_err(failed)
    }

    /// Runs a statement that touches the schema or a setting, never a row.
    pub async fn define(&mut self, statement: &str) -> Result<(), StoreError> {
        let statement = AssertSqlSafe(statement.to_owned());
        sqlx::raw_sql(statement).execute(&mut *self.transaction).await.map(drop).map_err(failed)
    }

    /// Keeps everything.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await.map_err(failed)
    }
}

pub(super) fn failed(error: sqlx::Error) -> StoreError {
    driver_error(error)
}

/// One row in the text format of COPY.
fn write_row<'a>(piece: &mut Vec<u8>, values: impl Iterator<Item = &'a Value>) -> Result<(), StoreError> {
    for (index, value) in values.enumerate() {
        if index > 0 {
            piece.push(b'\t');
        }
        write_value(piece, value)?;
    }
    piece.push(b'\n');
    Ok(())
}

fn write_value(piece: &mut Vec<u8>, value: &Value) -> Result<(), StoreError> {
    match value {
        Value::Uuid(Some(id)) => {
            let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
            piece.extend_from_slice(id.hyphenated().encode_lower(&mut text).as_bytes());
        }
        Value::String(Some(text)) => write_text(piece, text),
        Value::Json(Some(json)) => write_text(piece, &json.to_string()),
        Value::BigInt(Some(number)) => write_text(piece, &number.to_string()),
        Value::Bool(Some(flag)) => piece.push(if *flag { b't' } else { b'f' }),
        Value::Bytes(Some(bytes)) => write_bytes(piece, bytes),
        Value::ChronoDate(Some(date)) => write_text(piece, &date.to_string()),
        Value::ChronoDateTimeUtc(Some(instant)) => write_instant(piece, *instant),
        Value::Uuid(None)
        | Value::String(None)
        | Value::Json(None)
        | Value::BigInt(None)
        | Value::Bool(None)
        | Value::Bytes(None)
        | Value::ChronoDate(None)
        | Value::ChronoDateTimeUtc(None) => piece.extend_from_slice(b"\\N"),
        other => return Err(StoreError::Failed(format!("{:?} cannot be loaded", other.array_type()).into())),
    }
    Ok(())
}

fn write_text(piece: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'\\' => piece.extend_from_slice(b"\\\\"),
            b'\n' => piece.extend_from_slice(b"\\n"),
            b'\r' => piece.extend_from_slice(b"\\r"),
            b'\t' => piece.extend_from_slice(b"\\t"),
            byte => piece.push(byte),
        }
    }
}

fn write_bytes(piece: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    // The backslash of `\x` is itself doubled in this format.
    piece.extend_from_slice(b"\\\\x");
    for byte in bytes {
        piece.push(DIGITS[usize::from(byte >> 4)]);
        piece.push(DIGITS[usize::from(byte & 15)]);
    }
}

fn write_instant(piece: &mut Vec<u8>, instant: Instant) {
    let (date, time) = (instant.date_naive(), instant.time());
    let mut text = String::with_capacity(32);
    // Writing into a string does not fail.
    let _ = write!(
        text,
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}+00",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second(),
        instant.timestamp_subsec_micros()
    );
    piece.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_written_as_copy_reads_it() {
        let id: uuid::Uuid = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b".parse().unwrap();
        let instant: Instant = "2026-11-21T10:00:00.000007Z".parse().unwrap();
        let row = [
            Value::from(id),
            Value::from("a\tb\\c\nd"),
            Value::from(-7_i64),
            Value::from(true),
            Value::from(vec![0_u8, 255]),
            Value::from(instant.date_naive()),
            Value::from(instant),
            Value::String(None),
        ];
        let mut piece = Vec::new();
        write_row(&mut piece, row.iter()).unwrap();
        assert_eq!(
            String::from_utf8(piece).unwrap(),
            "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b\ta\\tb\\\\c\\nd\t-7\tt\t\\\\x00ff\t2026-11-21\t\
             2026-11-21 10:00:00.000007+00\t\\N\n"
        );
    }

    #[test]
    fn a_kind_that_no_column_has_is_refused() {
        assert!(write_value(&mut Vec::new(), &Value::from(1.5_f64)).is_err());
    }
}
