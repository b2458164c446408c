//! Brings the schema up to date, one process at a time.

use std::fs::File;

use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings, adopt_merchants, are_texts_old, refresh_texts};
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use crate::serve::DatabaseError;
use crate::settings::{Settings, place_of_database};

/// Why the schema was not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database cannot be opened.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A step failed.
    #[error("a step of the schema of {place} failed: {error}")]
    Step {
        /// Where the database is.
        place: String,
        /// Why.
        error: DbErr,
    },
    /// The lock beside the database file cannot be had.
    #[error("the lock of the schema of {place} cannot be had: {error}")]
    Lock {
        /// Where the database is.
        place: String,
        /// Why.
        error: std::io::Error,
    },
}

/// The number by which PostgreSQL knows the lock of the schema.
const LOCK: i64 = 0x7265_6775_6c61_7273;

/// Applies every pending step, rewrites texts that were folded under older rules, and tells how many steps there were.
pub async fn migrate_up(settings: &Settings) -> Result<usize, MigrateError> {
    let (failed, step_failed) = (DatabaseError::of(settings), step_failed(settings));
    let connection = connect(settings).await?;
    let _file = lock(settings, &connection).await?;
    let pending = Migrator::get_pending_migrations(&connection).await.map_err(&step_failed)?.len();
    Migrator::up(&connection, None).await.map_err(&step_failed)?;
    adopt_merchants(&connection).await.map_err(&failed)?;
    // The connection holds the lock until the texts are done too.
    if are_texts_old(&connection).await.map_err(&failed)? {
        let database = Database::open(&database(settings)).await.map_err(&failed)?;
        refresh_texts(&database).await.map_err(&failed)?;
    }
    connection.close().await.map_err(&step_failed)?;
    Ok(pending)
}

/// The names of the steps that have not been applied.
pub async fn pending_migrations(settings: &Settings) -> Result<Vec<String>, MigrateError> {
    let connection = connect(settings).await?;
    let pending = Migrator::get_pending_migrations(&connection).await.map_err(step_failed(settings))?;
    connection.close().await.map_err(step_failed(settings))?;
    Ok(pending.iter().map(|step| step.name().to_owned()).collect())
}

async fn connect(settings: &Settings) -> Result<DatabaseConnection, MigrateError> {
    let connected = Database::connect_for_migration(&database(settings)).await;
    Ok(connected.map_err(DatabaseError::of(settings))?)
}

fn step_failed(settings: &Settings) -> impl Fn(DbErr) -> MigrateError {
    let place = place_of_database(&settings.database_url);
    move |error| MigrateError::Step { place: place.clone(), error }
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
    let place = place_of_database(&settings.database_url);
    if !settings.is_embedded() {
        let failed = step_failed(settings);
        let patience = "SET lock_timeout = '60s'; SET statement_timeout = 0";
        connection.execute_unprepared(patience).await.map_err(&failed)?;
        connection.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await.map_err(&failed)?;
        return Ok(None);
    }
    let lock = tokio::task::spawn_blocking({
        let path = format!("{place}.migration-lock");
        move || File::create(path).and_then(|file| file.lock().map(|()| file))
    });
    let locked = lock.await.map_err(std::io::Error::other).flatten();
    locked.map(Some).map_err(|error| MigrateError::Lock { place, error })
}
