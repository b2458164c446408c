//! The file of root secrets, and whether it is the one that belongs to the database.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use regulars_api::Secrets;
use regulars_identity::{KnownKeyStore, RecogniseKeysError, recognise_keys};
use regulars_kernel::{Environment, StoreError};
use regulars_persistence::Database;

/// Why there are no secrets.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The file cannot be read or made.
    #[error("the secret file {path}: {error}")]
    Unreadable {
        /// Which file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// A line of it is not 64 hexadecimal digits.
    #[error("the secret file {0}: each line must be 64 lower-case hexadecimal digits")]
    Malformed(String),
    /// There is no file, and the database was used with one.
    #[error(
        "the secret file {0} is missing, and this database belongs to one: put it back, or let REGULARS_SECRET_FILE name \
         it. With another one every link in sent mail would be dead and the evidence of consents unreadable, so none is made"
    )]
    Missing(String),
    /// The database was used with a key that is not in the file.
    #[error(
        "the secret file {0} is not the one that this database was used with: let REGULARS_SECRET_FILE name that one, or \
         REGULARS_DATABASE_URL the database that belongs to this file. A new key goes above the older ones, which all stay \
         in the file (`regulars admin rotate-key`)"
    )]
    AnotherKey(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the secrets, and holds them against the fingerprints that the database knows. Only for a database that knows none
/// a missing file is made, with a fresh secret, readable by its owner only.
pub async fn open_secrets(
    path: &Path,
    database: &Database,
    environment: &Environment,
) -> Result<Secrets, SecretFileError> {
    let shown = || path.display().to_string();
    let known = database.read_platform(async move |system| system.known_keys().await).await?;
    if known.is_empty() {
        make_if_missing(path, environment).map_err(|error| unreadable(path, error))?;
    }
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(SecretFileError::Missing(shown())),
        Err(error) => return Err(unreadable(path, error)),
    };
    let secrets = Secrets::parse(&text).ok_or_else(|| SecretFileError::Malformed(shown()))?;
    let (presented, clock) = (secrets.fingerprints(), environment.clone());
    let recognised = database.write_platform(move |system| {
        Box::pin(async move { recognise_keys(system, &clock, &presented).await })
    });
    match recognised.await {
        Ok(()) => Ok(secrets),
        Err(RecogniseKeysError::AnotherKey) => Err(SecretFileError::AnotherKey(shown())),
        Err(RecogniseKeysError::Store(error)) => Err(error.into()),
    }
}

/// Puts a fresh secret above those of the file. Programs that start from now on sign with it; whatever was signed with the
/// older ones still holds.
pub fn add_secret(path: &Path, environment: &Environment) -> Result<(), SecretFileError> {
    let add = || {
        let older = fs::read_to_string(path)?;
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        write!(file, "{}\n{older}", Secrets::line(&environment.random_bytes()))?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        // The new name is durable once the folder is.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all()
    };
    add().map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: std::io::Error) -> SecretFileError {
    SecretFileError::Unreadable { path: path.display().to_string(), error }
}

fn make_if_missing(path: &Path, environment: &Environment) -> std::io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            writeln!(file, "{}", Secrets::line(&environment.random_bytes()))?;
            file.sync_all()
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
