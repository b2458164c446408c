//! Works on bulk accruals of points: begins them, credits their members, or takes back what they gave. It is done in short
//! transactions, the place reached is written down with what was done, and whoever comes after a worker that died goes on from there.

use std::time::Duration;

use async_trait::async_trait;
use regulars_flows::{CancelAccrualError, WorkOnAccrual, give_up_accrual, work_on_accrual};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::{JobId, MerchantCalendar, PointAccrualId, Scope, StoreError};
use regulars_loyalty::{AccrualReads, PointAccrual};
use regulars_persistence::{Database, WriteTx};
use tokio::time::Instant;

use super::customer_import::pace::{Holds, Pace};
use crate::work::{JobFailure, JobHandler, JobWork};

/// How many pieces are done before the merchant's other jobs have their turn.
const TURNS: usize = 100;
/// How often a piece is tried at once in the way of which somebody else was, such as a till that has credited one of the members.
const TRIES: usize = 10;
/// How long it waits after that.
const PAUSE: chrono::Duration = chrono::Duration::seconds(1);

/// Works on bulk accruals of points.
pub struct PointAccrualHandler {
    /// Where they are.
    pub database: Database,
}

/// What all pieces of a run have in common.
#[derive(Clone, Copy)]
struct Run {
    scope: Scope,
    calendar: MerchantCalendar,
    id: PointAccrualId,
    job: JobId,
}

#[async_trait]
impl JobHandler for PointAccrualHandler {
    fn kind(&self) -> &'static str {
        WorkOnAccrual::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: WorkOnAccrual =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let (id, job) = (payload.accrual(), work.job.id);
        let (calendar, accrual) = self
            .database
            .read(work.scope, async move |tx| {
                Ok::<_, StoreError>((tx.merchant_facts().await?.calendar, tx.find_point_accrual(id).await?))
            })
            .await?;
        let Some(accrual) = accrual else { return Ok(()) };
        let run = Run { scope: work.scope.by(accrual.acting()), calendar, id, job };
        let mut pace = Pace::new(self.database.has_one_writer());
        for _ in 0..TURNS {
            let rows = pace.rows();
            let (after, took) = self.piece(work, run, rows).await?;
            let Some(after) = after else { return Ok(()) };
            if !after.is_at_work() {
                return Ok(());
            }
            pace.after(usize::try_from(rows).unwrap_or(usize::MAX), took, Holds::Customers);
        }
        let error = "there are more members".to_owned();
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error })
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<WorkOnAccrual>() else { return Ok(()) };
        match give_up_accrual(store, &work.environment, payload.accrual(), work.job.id).await {
            Err(CancelAccrualError::Store(error)) => Err(error),
            // It has ended already, or another job is at it.
            Ok(_)
            | Err(
                CancelAccrualError::Unknown | CancelAccrualError::HasEnded(_) | CancelAccrualError::OtherJob,
            ) => Ok(()),
        }
    }
}

impl PointAccrualHandler {
    /// Does the next piece, and tells how long that took. Where somebody else has written to one of its accounts meanwhile, it is
    /// begun anew.
    async fn piece(
        &self,
        work: &JobWork,
        run: Run,
        rows: u32,
    ) -> Result<(Option<PointAccrual>, Duration), JobFailure> {
        let Run { scope, calendar, id, job } = run;
        for _ in 0..TRIES {
            let environment = work.environment.clone();
            let step = self.database.write(scope, move |tx| {
                Box::pin(async move {
                    let begun = Instant::now();
                    let after = work_on_accrual(tx, &environment, &calendar, id, job, rows).await?;
                    Ok::<_, StoreError>((after, begun.elapsed()))
                })
            });
            match step.await {
                Err(StoreError::Contended) => {}
                done => return Ok(done?),
            }
        }
        let error = "others are at the accounts of the members".to_owned();
        Err(JobFailure::Postpone { pause: PAUSE, error })
    }
}
