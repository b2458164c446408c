//! Why settings are refused. No message repeats a value: it may be a password in the wrong place.

use std::path::PathBuf;

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidSetting {
    /// The value makes no sense.
    #[error("{name} is not valid: {reason}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// What would be right.
        reason: String,
    },
    /// There is no such setting, and one that resembles it.
    #[error("{name} is no setting: is {nearest} meant? `regulars settings` lists them all")]
    Mistyped {
        /// The name that was set.
        name: String,
        /// The known name that it resembles most.
        nearest: String,
    },
    /// There is no such setting.
    #[error("{0} is no setting: `regulars settings` lists them all")]
    Unknown(String),
    /// The file of settings cannot be read.
    #[error("the file of settings {path}: {error}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file of settings holds something else.
    #[error("the file of settings {path}, {place}: {reason}")]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// Where in it.
        place: String,
        /// What would be right.
        reason: String,
    },
    /// An argument does not set anything.
    #[error("--set takes NAME=VALUE, such as --set rate_limit=200")]
    Argument,
}
