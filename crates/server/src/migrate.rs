//! Brings the schema up to date, one process at a time.

use std::fs::File;

use regulars_kernel::StoreError;
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings, are_texts_old, refresh_texts};
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use crate::settings::Settings;

/// Why the schema was not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A step failed.
    #[error("a step of the schema failed: {0}")]
    Step(#[from] DbErr),
    /// The lock beside the database file cannot be had.
    #[error("the lock of the schema cannot be had: {0}")]
    Lock(#[from] std::io::Error),
}

/// The number by which PostgreSQL knows the lock of the schema.
const LOCK: i64 = 0x7265_6775_6c61_7273;

/// Applies every pending step, rewrites texts that were folded under older rules, and tells how many steps there were.
pub async fn migrate_up(settings: &Settings) -> Result<usize, MigrateError> {
    let connection = connect(settings).await?;
    let _file = lock(settings, &connection).await?;
    let pending = Migrator::get_pending_migrations(&connection).await?.len();
    Migrator::up(&connection, None).await?;
    // The connection holds the lock until the texts are done too.
    if are_texts_old(&connection).await? {
        refresh_texts(&Database::open(&database(settings)).await?).await?;
    }
    connection.close().await?;
    Ok(pending)
}

/// The names of the steps that have not been applied.
pub async fn pending_migrations(settings: &Settings) -> Result<Vec<String>, MigrateError> {
    let connection = connect(settings).await?;
    let pending = Migrator::get_pending_migrations(&connection).await?;
    connection.close().await?;
    Ok(pending.iter().map(|step| step.name().to_owned()).collect())
}

async fn connect(settings: &Settings) -> Result<DatabaseConnection, MigrateError> {
    Ok(Database::connect_for_migration(&database(settings)).await?)
}

fn database(settings: &Settings) -> DatabaseSettings {
    DatabaseSettings {
        url: settings.database_url.clone(),
        connections: 1,
        read_deadline: DatabaseSettings::READ_DEADLINE,
    }
}

/// Takes the lock of the schema: an advisory lock of the one session, or a file beside the embedded database. Both end
/// with the process.
async fn lock(settings: &Settings, connection: &DatabaseConnection) -> Result<Option<File>, MigrateError> {
    if !settings.is_embedded() {
        connection.execute_unprepared("SET lock_timeout = '60s'; SET statement_timeout = 0").await?;
        connection.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
        return Ok(None);
    }
    let path = settings.database_url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or(path);
    let file = File::create(format!("{path}.migration-lock"))?;
    let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    Ok(Some(locked.map_err(std::io::Error::other)??))
}
