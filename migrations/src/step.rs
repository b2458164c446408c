//! Runs the SQL of one step in the dialect of the database at hand.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// What each type in braces is called in SQLite and in PostgreSQL.
const TYPES: [(&str, &str, &str); 8] = [
    ("{uuid}", "BLOB", "uuid"),
    ("{instant}", "TEXT", "timestamptz"),
    ("{date}", "TEXT", "date"),
    ("{integer}", "INTEGER", "bigint"),
    ("{boolean}", "INTEGER", "boolean"),
    ("{bytes}", "BLOB", "bytea"),
    ("{json}", "TEXT", "jsonb"),
    ("{end}", ") STRICT, WITHOUT ROWID", ")"),
];

/// Runs every statement of `text`, separated by semicolons.
pub async fn run(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let backend = connection.get_database_backend();
    let mut sql = text.to_owned();
    for (name, sqlite, postgres) in TYPES {
        sql = sql.replace(name, if backend == DatabaseBackend::Sqlite { sqlite } else { postgres });
    }
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Runs `text` on PostgreSQL only: for indexes of a kind that SQLite lacks.
pub async fn run_on_postgres(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    if manager.get_connection().get_database_backend() == DatabaseBackend::Postgres {
        run(manager, text).await?;
    }
    Ok(())
}
