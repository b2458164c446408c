//! A durable piece of work.

use regulars_kernel::{Environment, Instant, JobId};
use serde_json::Value;

use crate::{InvalidPayload, JobPayload};

/// A job to be kept with the transaction that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: &'static str,
    /// What it is about.
    pub payload: Value,
    /// When it is due, on the merchant's clock.
    pub run_at: Instant,
    /// When it was asked for, on the merchant's clock.
    pub created_at: Instant,
}

impl NewJob {
    /// A job that is due at once.
    pub fn now<P: JobPayload>(environment: &Environment, payload: &P) -> Result<Self, InvalidPayload> {
        Self::at(environment, payload, environment.now())
    }

    /// A job that is due at an instant.
    pub fn at<P: JobPayload>(
        environment: &Environment,
        payload: &P,
        run_at: Instant,
    ) -> Result<Self, InvalidPayload> {
        let payload = serde_json::to_value(payload)
            .map_err(|error| InvalidPayload { kind: P::KIND.to_owned(), reason: error.to_string() })?;
        let id = JobId::new(environment.new_id());
        Ok(Self { id, kind: P::KIND, payload, run_at, created_at: environment.now() })
    }
}

/// Whether an earlier run of a job ended without telling how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// No run has.
    None,
    /// One has: what it did outside the database may have happened.
    Once,
    /// More than one has.
    Again,
}

impl Interruption {
    /// What the store keeps as the last error of a job that was interrupted once.
    pub const ONCE: &str = "interrupted";
    /// What the store keeps as the last error of a job that was interrupted more than once.
    pub const AGAIN: &str = "interrupted again";

    fn of(last_error: Option<&str>) -> Self {
        match last_error {
            Some(Self::ONCE) => Self::Once,
            Some(Self::AGAIN) => Self::Again,
            _ => Self::None,
        }
    }
}

/// A job that a worker has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// What it is about.
    pub payload: Value,
    /// How many runs have begun, this one included.
    pub attempts: u32,
    /// How the run before this one ended, if there was one and it failed.
    pub last_error: Option<String>,
    /// When it was asked for.
    pub created_at: Instant,
}

impl Job {
    /// The payload as its type.
    pub fn payload<P: JobPayload>(&self) -> Result<P, InvalidPayload> {
        serde_json::from_value(self.payload.clone())
            .map_err(|error| InvalidPayload { kind: self.kind.clone(), reason: error.to_string() })
    }

    /// Whether an earlier run ended without telling how.
    pub fn interruption(&self) -> Interruption {
        Interruption::of(self.last_error.as_deref())
    }
}
