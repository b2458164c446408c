//! How a job stands, for those who asked for it.

use std::str::FromStr;

use regulars_kernel::{Instant, JobId};
use serde_json::Value;

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits for its turn, or to be tried again.
    Queued,
    /// A worker is at it.
    Running,
    /// It is done.
    Done,
    /// It has failed for good.
    Failed,
    /// Somebody has called it off.
    Cancelled,
}

/// The text is no state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no state of a job")]
pub struct InvalidJobState;

impl JobState {
    const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// The name that stores keep.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl FromStr for JobState {
    type Err = InvalidJobState;

    fn from_str(text: &str) -> Result<Self, InvalidJobState> {
        Self::ALL.into_iter().find(|state| state.name() == text).ok_or(InvalidJobState)
    }
}

/// A job as its merchant may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRecord {
    /// Its id.
    pub id: JobId,
    /// What it is about.
    pub payload: Value,
    /// Where it stands.
    pub state: JobState,
    /// How many runs have begun and counted.
    pub attempts: u32,
    /// How the last run ended, if it failed.
    pub last_error: Option<String>,
    /// When it is due, on the merchant's clock.
    pub run_at: Instant,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was done or failed for good.
    pub finished_at: Option<Instant>,
}
