//! Runs due jobs.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use regulars_jobs::{Job, JobClaim, JobStore, RetryPolicy};
use regulars_kernel::{Environment, JobId, LeaseId, Scope, StoreError};
use regulars_persistence::WriteTx;
use tokio::time::{MissedTickBehavior, interval_at};

use crate::engine::{Engine, MerchantWork};

/// One run of a job.
#[derive(Clone)]
pub struct JobWork {
    /// The merchant that the job belongs to.
    pub scope: Scope,
    /// Time on the merchant's clock, ids and randomness.
    pub environment: Environment,
    /// The job.
    pub job: Job,
}

/// Why a run did not do the job.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobFailure {
    /// Another try may do it.
    #[error("{error}")]
    Retry {
        /// What went wrong. Never personal data.
        error: String,
    },
    /// Nothing was learnt about the job: another try after a pause, and this one is not counted.
    #[error("{error}")]
    Postpone {
        /// How long to wait.
        pause: chrono::Duration,
        /// What is missing. Never personal data.
        error: String,
    },
    /// No try will ever do it.
    #[error("{error}")]
    Permanent {
        /// What is wrong. Never personal data.
        error: String,
    },
}

impl From<StoreError> for JobFailure {
    fn from(error: StoreError) -> Self {
        Self::Retry { error: error.to_string() }
    }
}

/// Does the jobs of one kind. A run can be cut off at any instruction, and is then done again by another worker.
#[async_trait]
pub trait JobHandler: Send + Sync {
    /// The kind.
    fn kind(&self) -> &'static str;
    /// Does one job.
    async fn run(&self, work: &JobWork) -> Result<(), JobFailure>;
    /// Writes down that what the job was for will not be done, as the job has failed for good: in the same transaction, so that
    /// nothing waits for ever for a job that is not tried again.
    async fn give_up(&self, _store: &mut WriteTx, _work: &JobWork) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Runs a merchant's due jobs one after the other, and tells how many.
pub(crate) async fn run_jobs(engine: &Arc<Engine>, work: &MerchantWork) -> Result<u64, StoreError> {
    let mut runs = 0;
    while !engine.is_stopping() && run_one(engine, work).await? {
        runs += 1;
    }
    Ok(runs)
}

async fn run_one(engine: &Arc<Engine>, work: &MerchantWork) -> Result<bool, StoreError> {
    let held = engine.new_lease();
    let lease = held.id();
    let claim = JobClaim {
        kinds: engine.handlers.iter().map(|handler| handler.kind()).collect(),
        lease,
        until: engine.lease_end(),
        now: engine.environment.now(),
        merchant_now: work.environment.now(),
    };
    let claimed = engine
        .database
        .write(work.scope, move |tx| Box::pin(async move { tx.claim_job(&claim).await }))
        .await?;
    let Some(job) = claimed else { return Ok(false) };
    let Some(handler) = engine.handlers.iter().find(|handler| handler.kind() == job.kind) else {
        return Ok(false);
    };
    let (id, kind) = (job.id, handler.kind());
    let run = JobWork { scope: work.scope, environment: work.environment.clone(), job };
    let ended = keeping(engine, work, id, lease, handler.run(&run)).await;
    let mut failures: u32 = 0;
    // What the job has done has happened: it is written down as soon as that is possible, so that nobody does it again.
    while let Err(error) = note_end(engine, handler, &run, lease, ended.clone()).await {
        if engine.is_stopping() || !error.may_pass() {
            return Err(error);
        }
        tracing::warn!(job = %id, kind, %error, "the end of a job could not be written down and is tried again");
        failures = failures.saturating_add(1);
        let mut stop = engine.stop.subscribe();
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(100 << failures.min(5))) => {}
            _ = stop.changed() => {}
        }
    }
    Ok(true)
}

/// What a run leaves behind.
enum Left {
    Done,
    Again { pause: chrono::Duration, counted: bool, error: String },
    Failed { error: String },
}

impl Left {
    /// Tells the log of it.
    fn of(
        ended: Result<(), JobFailure>,
        retries: RetryPolicy,
        attempts: u32,
        job: JobId,
        kind: &str,
    ) -> Self {
        match ended {
            Ok(()) => Self::Done,
            Err(JobFailure::Postpone { pause, error }) => {
                tracing::info!(%job, kind, error, "a job waits");
                Self::Again { pause, counted: false, error }
            }
            Err(JobFailure::Permanent { error }) => {
                tracing::error!(%job, kind, error, "a job has failed");
                Self::Failed { error }
            }
            Err(JobFailure::Retry { error }) => match retries.pause_after(attempts) {
                Some(pause) => {
                    tracing::warn!(%job, kind, error, "a job is tried again");
                    Self::Again { pause, counted: true, error }
                }
                None => {
                    tracing::error!(%job, kind, error, "a job has failed for the last time");
                    Self::Failed { error }
                }
            },
        }
    }
}

async fn note_end(
    engine: &Arc<Engine>,
    handler: &Arc<dyn JobHandler>,
    run: &JobWork,
    lease: LeaseId,
    ended: Result<(), JobFailure>,
) -> Result<bool, StoreError> {
    let (id, now) = (run.job.id, run.environment.now());
    let left = Left::of(ended, engine.settings.retries, run.job.attempts, id, handler.kind());
    let (handler, run) = (handler.clone(), run.clone());
    engine
        .database
        .write(run.scope, move |tx| {
            Box::pin(async move {
                match left {
                    Left::Done => tx.complete_job(id, lease, now).await,
                    Left::Again { pause, counted, error } => {
                        tx.retry_job(id, lease, now + pause, counted, &error).await
                    }
                    Left::Failed { error } => {
                        // Whose lease it is not any more has no say.
                        let has_failed = tx.fail_job(id, lease, now, &error).await?;
                        if has_failed {
                            handler.give_up(tx, &run).await?;
                        }
                        Ok(has_failed)
                    }
                }
            })
        })
        .await
}

/// Runs a job and extends its lease as long as it takes.
async fn keeping(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    job: JobId,
    lease: LeaseId,
    run: impl Future<Output = Result<(), JobFailure>>,
) -> Result<(), JobFailure> {
    let third = (engine.settings.lease / 3).max(Duration::from_millis(50));
    let mut heartbeat = interval_at(tokio::time::Instant::now() + third, third);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tokio::pin!(run);
    loop {
        tokio::select! {
            ended = &mut run => return ended,
            _ = heartbeat.tick() => {
                let until = engine.lease_end();
                let kept = engine
                    .database
                    .write(work.scope, move |tx| {
                        Box::pin(async move { tx.keep_job(job, lease, until).await })
                    })
                    .await;
                match kept {
                    Ok(true) => {}
                    // Another worker runs the job now.
                    Ok(false) => {
                        return Err(JobFailure::Retry { error: "the lease was lost".to_owned() });
                    }
                    Err(error) => tracing::warn!(%job, %error, "the lease of a job could not be extended"),
                }
            }
        }
    }
}
