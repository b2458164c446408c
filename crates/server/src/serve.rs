//! Wires the application and serves it.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::dev::{Server, ServerHandle};
use regulars_api::{Application, ApplicationSettings};
use regulars_kernel::{Environment, StoreError};
use regulars_persistence::{Database, DatabaseSettings};

use crate::connections::{listen, listener_at};
use crate::migrate::{MigrateError, pending_migrations};
use crate::secret_file::{SecretFileError, open_secrets};
use crate::settings::{BindAddress, Settings, place_of_database};

/// Why the program did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database cannot be opened.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The secrets cannot be read.
    #[error(transparent)]
    Secrets(#[from] SecretFileError),
    /// The schema cannot be read.
    #[error(transparent)]
    Schema(#[from] MigrateError),
    /// The schema is behind the program.
    #[error("the database {place} lacks {steps} steps of the schema: run `regulars migrate up` first")]
    SchemaBehind {
        /// Where the database is.
        place: String,
        /// How many.
        steps: usize,
    },
    /// The address cannot be listened at.
    #[error("cannot listen at {address}, which REGULARS_BIND names: {error}")]
    Bind {
        /// Which address.
        address: BindAddress,
        /// Why.
        error: std::io::Error,
    },
}

/// A program that serves.
pub struct Running {
    /// Serves until it is stopped; to be awaited.
    pub server: Server,
    /// Where it listens.
    pub address: SocketAddr,
    /// The URL under which it is reached.
    pub public_url: String,
    /// Stops it.
    pub handle: ServerHandle,
    /// The database that it works on.
    pub database: Database,
    /// The application. Whoever serves calls its [`Application::record_hits_until`] now and then.
    pub application: Arc<Application>,
}

/// Refuses a database whose schema is behind the program.
pub async fn require_schema(settings: &Settings) -> Result<(), StartError> {
    let pending = pending_migrations(settings).await?;
    if pending.is_empty() {
        return Ok(());
    }
    let place = place_of_database(&settings.database_url);
    Err(StartError::SchemaBehind { place, steps: pending.len() })
}

/// Starts the program. It listens when this returns, and serves while [`Running::server`] is awaited.
pub async fn start(settings: &Settings, environment: Environment) -> Result<Running, StartError> {
    require_schema(settings).await?;
    let database = open_database(settings).await?;
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
    let database = database.with_sealing(secrets.sealing_keys());
    let bind = |error| StartError::Bind { address: settings.bind.clone(), error };
    let listener = listener_at(&settings.bind).map_err(bind)?;
    let address = listener.local_addr().map_err(bind)?;
    let public_url = settings.public_url_of(&settings.bind.at_port(address.port()));
    let application = Arc::new(Application::new(
        database.clone(),
        environment,
        &secrets,
        ApplicationSettings {
            link_hosts: settings.link_hosts(&public_url),
            public_url: public_url.clone(),
            requests_per_second: settings.requests_per_second,
            has_mail_relay: settings.smtp_relay.is_some(),
            body_deadline: settings.body_deadline,
            import_limit: settings.import_limit,
            page_requests_per_second: settings.page_requests_per_second,
            cors_origins: settings.cors_origins.clone(),
            mailbox_networks: settings.mailbox_networks.clone(),
            mailbox_authorities: settings.mailbox_authorities.clone(),
            mail_drop_domain: settings.mail_drop_domain.as_ref().map(|domain| domain.as_str().to_owned()),
            trusted_proxies: settings.trusted_proxies.clone(),
        },
        regulars_api::rendered_document(),
    ));
    let server = listen(settings, &application, listener).map_err(bind)?;
    Ok(Running { handle: server.handle(), server, address, public_url, database, application })
}

/// The database failed, and where it is.
#[derive(Debug, thiserror::Error)]
#[error("the database {place}: {error}")]
pub struct DatabaseError {
    place: String,
    error: StoreError,
}

impl DatabaseError {
    /// The failure of the database that the settings name.
    pub fn of(settings: &Settings) -> impl Fn(StoreError) -> Self {
        let place = place_of_database(&settings.database_url);
        move |error| Self { place: place.clone(), error }
    }
}

/// Opens the database that the settings name.
pub async fn open_database(settings: &Settings) -> Result<Database, DatabaseError> {
    let failed = DatabaseError::of(settings);
    let settings = DatabaseSettings {
        url: settings.database_url.clone(),
        connections: settings.database_connections,
        read_deadline: settings.read_deadline,
    };
    Database::open(&settings).await.map_err(failed)
}
