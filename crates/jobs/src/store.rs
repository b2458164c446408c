//! What a store of jobs promises.

use async_trait::async_trait;
use regulars_kernel::{Instant, JobId, LeaseId, Page, PageRequest, StoreError};

use crate::{Job, JobRecord, JobState, NewJob};

/// What a worker asks for when it claims a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobClaim {
    /// The kinds that it has handlers for.
    pub kinds: Vec<&'static str>,
    /// The lease that the job goes under.
    pub lease: LeaseId,
    /// When the lease ends, on the machine's clock.
    pub until: Instant,
    /// The present instant on the machine's clock: leases that ended before it are free.
    pub now: Instant,
    /// The present instant on the merchant's clock: jobs due by then are claimed.
    pub merchant_now: Instant,
}

/// One merchant's jobs. Every change but the first is made only under the lease that the job was claimed with, and, as they are read.
#[async_trait]
pub trait JobReads: Send {
    /// A job of that kind.
    async fn find_job(&mut self, kind: &'static str, id: JobId) -> Result<Option<JobRecord>, StoreError>;
    /// Jobs of a kind, the newest first; only those in a state where one is given.
    async fn list_jobs(
        &mut self,
        kind: &'static str,
        state: Option<JobState>,
        page: PageRequest<JobId>,
    ) -> Result<Page<JobRecord, JobId>, StoreError>;
}

/// One merchant's jobs. Every change but to keep a job and to call one off is made only under the lease that the job
/// was claimed with, and tells whether it still holds.
#[async_trait]
pub trait JobStore: JobReads {
    /// Keeps a job with the transaction at hand.
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError>;
    /// Takes the job that has been due for longest, or one whose worker has lost its lease.
    async fn claim_job(&mut self, claim: &JobClaim) -> Result<Option<Job>, StoreError>;
    /// Extends the lease.
    async fn keep_job(&mut self, job: JobId, lease: LeaseId, until: Instant) -> Result<bool, StoreError>;
    /// The job is done.
    async fn complete_job(&mut self, job: JobId, lease: LeaseId, now: Instant) -> Result<bool, StoreError>;
    /// The job is due again at an instant. A run that says nothing about the job itself is not counted.
    async fn retry_job(
        &mut self,
        job: JobId,
        lease: LeaseId,
        at: Instant,
        counted: bool,
        error: &str,
    ) -> Result<bool, StoreError>;
    /// The job is called off, whoever runs it. False when it has ended before, or there is none with that id.
    async fn cancel_job(&mut self, job: JobId, now: Instant) -> Result<bool, StoreError>;
    /// The job has failed for good.
    async fn fail_job(
        &mut self,
        job: JobId,
        lease: LeaseId,
        now: Instant,
        error: &str,
    ) -> Result<bool, StoreError>;
}
