//! The parts of a round besides the dispatch.

mod recover;
mod run_jobs;
mod settle_quota;
mod start_scheduled;

pub(crate) use recover::recover;
pub(crate) use run_jobs::run_jobs;
pub use run_jobs::{JobFailure, JobHandler, JobWork};
pub(crate) use settle_quota::settle_quota;
pub(crate) use start_scheduled::start_scheduled;
