//! What a job is about.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The typed payload of one kind of job. It is kept as JSON and holds ids, never a secret: secrets are derived when the
/// job runs.
pub trait JobPayload: Serialize + DeserializeOwned {
    /// The kind, as the store keeps it.
    const KIND: &'static str;
}

/// A payload cannot be written as JSON, or cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("the payload of a job of kind {kind} does not make sense: {reason}")]
pub struct InvalidPayload {
    /// The kind of the job.
    pub kind: String,
    /// What is wrong.
    pub reason: String,
}
