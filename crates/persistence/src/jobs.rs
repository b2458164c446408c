//! Durable jobs of one merchant.

use async_trait::async_trait;
use regulars_jobs::{Job, JobClaim, JobReads, JobRecord, JobState, JobStore, NewJob};
use regulars_kernel::{Instant, JobId, LeaseId, Page, PageRequest, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct JobRow {
    id: Uuid,
    kind: String,
    payload: serde_json::Value,
    attempts: i64,
    last_error: Option<String>,
    created_at: Instant,
}

impl TryFrom<JobRow> for Job {
    type Error = StoreError;

    fn try_from(row: JobRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: JobId::new(row.id),
            kind: row.kind,
            payload: row.payload,
            attempts: u32::try_from(row.attempts).map_err(|error| inconsistent("jobs", error))?,
            last_error: row.last_error,
            created_at: row.created_at,
        })
    }
}

#[derive(FromRow)]
struct RecordRow {
    id: Uuid,
    payload: serde_json::Value,
    state: String,
    attempts: i64,
    last_error: Option<String>,
    run_at: Instant,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl TryFrom<RecordRow> for JobRecord {
    type Error = StoreError;

    fn try_from(row: RecordRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: JobId::new(row.id),
            payload: row.payload,
            state: row.state.parse().map_err(|error| inconsistent("jobs", error))?,
            attempts: u32::try_from(row.attempts).map_err(|error| inconsistent("jobs", error))?,
            last_error: row.last_error,
            run_at: row.run_at,
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}

macro_rules! select_records {
    ($condition:literal) => {
        concat!(
            "SELECT id, payload, state, attempts, last_error, run_at, created_at, finished_at
             FROM jobs WHERE merchant_id = $1 AND kind = $2 AND ",
            $condition
        )
    };
}

/// The texts of a claim differ in the lock of the sub-select, which SQLite neither has nor needs, and in how a list is
/// read.
macro_rules! claim_text {
    ($kinds:literal, $lock:literal) => {
        concat!(
            "UPDATE jobs AS j SET state = 'running', lease_id = $2, leased_until = $3, attempts = j.attempts + 1,
                 last_error = CASE WHEN j.state <> 'running' THEN j.last_error
                     WHEN j.last_error IN ('interrupted', 'interrupted again') THEN 'interrupted again'
                     ELSE 'interrupted' END
             WHERE j.merchant_id = $1 AND j.id = (
                 SELECT q.id FROM jobs AS q
                 WHERE q.merchant_id = $1 AND q.kind IN (",
            $kinds,
            ") AND ((q.state = 'queued' AND q.run_at <= $5) OR (q.state = 'running' AND q.leased_until < $4))
                 ORDER BY q.run_at, q.id LIMIT 1",
            $lock,
            ")
             RETURNING id, kind, payload, attempts, last_error, created_at"
        )
    };
}

#[in_reads_and_writes]
#[async_trait]
impl JobReads for ReadTx {
    async fn find_job(&mut self, kind: &'static str, id: JobId) -> Result<Option<JobRecord>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_records!("id = $3"));
        let row: Option<RecordRow> = self.optional(FIND, values![kind, id.value()]).await?;
        row.map(JobRecord::try_from).transpose()
    }

    async fn list_jobs(
        &mut self,
        kind: &'static str,
        state: Option<JobState>,
        page: PageRequest<JobId>,
    ) -> Result<Page<JobRecord, JobId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_records!("id < $3 ORDER BY id DESC LIMIT $4"));
        const LIST_IN_STATE: ScopedSql =
            ScopedSql::new(select_records!("id < $3 AND state = $5 ORDER BY id DESC LIMIT $4"));
        let before = page.after.map_or(Uuid::max(), JobId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<RecordRow> = match state {
            None => self.all(LIST, values![kind, before, limit]).await?,
            Some(state) => self.all(LIST_IN_STATE, values![kind, before, limit, state.name()]).await?,
        };
        let jobs = rows.into_iter().map(JobRecord::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(jobs, page.size, |job| job.id))
    }
}

#[async_trait]
impl JobStore for WriteTx {
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        const ENQUEUE: ScopedSql = ScopedSql::new(
            "INSERT INTO jobs (merchant_id, id, kind, payload, state, run_at, attempts, created_at)
             VALUES ($1, $2, $3, $4, 'queued', $5, 0, $6)",
        );
        let new = values![job.id.value(), job.kind, job.payload.clone(), job.run_at, job.created_at];
        self.execute(ENQUEUE, new).await.map(drop)
    }

    async fn claim_job(&mut self, claim: &JobClaim) -> Result<Option<Job>, StoreError> {
        const CLAIM: ScopedSql = ScopedSql::by_dialect(
            claim_text!("SELECT k.value FROM json_each($6) AS k", ""),
            claim_text!("SELECT k FROM jsonb_array_elements_text($6::jsonb) AS k", " FOR UPDATE SKIP LOCKED"),
        );
        let kinds = serde_json::json!(claim.kinds).to_string();
        let values = values![claim.lease.value(), claim.until, claim.now, claim.merchant_now, kinds];
        let row: Option<JobRow> = self.optional(CLAIM, values).await?;
        row.map(Job::try_from).transpose()
    }

    async fn keep_job(&mut self, job: JobId, lease: LeaseId, until: Instant) -> Result<bool, StoreError> {
        const KEEP: ScopedSql = ScopedSql::new(
            "UPDATE jobs SET leased_until = $4
             WHERE merchant_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
        );
        Ok(self.execute(KEEP, values![job.value(), lease.value(), until]).await? == 1)
    }

    async fn complete_job(&mut self, job: JobId, lease: LeaseId, now: Instant) -> Result<bool, StoreError> {
        const COMPLETE: ScopedSql = ScopedSql::new(
            "UPDATE jobs SET state = 'done', finished_at = $4, lease_id = NULL, leased_until = NULL, last_error = NULL
             WHERE merchant_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
        );
        Ok(self.execute(COMPLETE, values![job.value(), lease.value(), now]).await? == 1)
    }

    async fn retry_job(
        &mut self,
        job: JobId,
        lease: LeaseId,
        at: Instant,
        counted: bool,
        error: &str,
    ) -> Result<bool, StoreError> {
        const RETRY: ScopedSql = ScopedSql::new(
            "UPDATE jobs SET state = 'queued', run_at = $4, attempts = attempts - $5, last_error = $6,
                 lease_id = NULL, leased_until = NULL
             WHERE merchant_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
        );
        let uncounted = i64::from(!counted);
        Ok(self.execute(RETRY, values![job.value(), lease.value(), at, uncounted, error]).await? == 1)
    }

    async fn cancel_job(&mut self, job: JobId, now: Instant) -> Result<bool, StoreError> {
        const CANCEL: ScopedSql = ScopedSql::new(
            "UPDATE jobs SET state = 'cancelled', finished_at = $3, lease_id = NULL, leased_until = NULL
             WHERE merchant_id = $1 AND id = $2 AND state IN ('queued', 'running')",
        );
        Ok(self.execute(CANCEL, values![job.value(), now]).await? == 1)
    }

    async fn fail_job(
        &mut self,
        job: JobId,
        lease: LeaseId,
        now: Instant,
        error: &str,
    ) -> Result<bool, StoreError> {
        const FAIL: ScopedSql = ScopedSql::new(
            "UPDATE jobs SET state = 'failed', finished_at = $4, last_error = $5, lease_id = NULL, leased_until = NULL
             WHERE merchant_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
        );
        Ok(self.execute(FAIL, values![job.value(), lease.value(), now, error]).await? == 1)
    }
}
