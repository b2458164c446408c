//! The file of root secrets.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use regulars_api::Secrets;
use regulars_kernel::Environment;

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
}

/// Reads the secrets; makes the file with a fresh one, readable by its owner only, when it is missing.
pub fn read_or_make(path: &Path, environment: &Environment) -> Result<Secrets, SecretFileError> {
    let unreadable = |error| SecretFileError::Unreadable { path: path.display().to_string(), error };
    let mut made = OpenOptions::new();
    match made.write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            writeln!(file, "{}", Secrets::line(&environment.random_bytes())).map_err(unreadable)?;
            file.sync_all().map_err(unreadable)?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unreadable(error)),
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    Secrets::parse(&text).ok_or_else(|| SecretFileError::Malformed(path.display().to_string()))
}
