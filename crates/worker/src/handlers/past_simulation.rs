//! Works on simulations over the receipts of the past. They are read without holding anything, and what was found is kept in short
//! transactions with the place that was reached: whoever comes after a worker that died goes on from there.

use async_trait::async_trait;
use regulars_flows::{SimulatePast, give_up_simulation, keep_simulated, next_piece};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::StoreError;
use regulars_persistence::{Database, WriteTx};

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many pieces are done before the merchant's other jobs have their turn.
const TURNS: usize = 50;
/// How many receipts a piece has: some tens of milliseconds.
const RECEIPTS: u32 = 500;

/// Works on simulations over the receipts of the past.
pub struct PastSimulationHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for PastSimulationHandler {
    fn kind(&self) -> &'static str {
        SimulatePast::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: SimulatePast =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let (id, job) = (payload.simulation(), work.job.id);
        let calendar = self
            .database
            .read(work.scope, async move |tx| Ok::<_, StoreError>(tx.merchant_facts().await?.calendar))
            .await?;
        for _ in 0..TURNS {
            let now = work.environment.now();
            let read = self
                .database
                .read(work.scope, async move |tx| next_piece(tx, &calendar, now, (id, job), RECEIPTS).await);
            let Some(piece) = read.await? else { return Ok(()) };
            let goes_on = self
                .database
                .write(work.scope, move |tx| Box::pin(async move { keep_simulated(tx, &piece).await }))
                .await?;
            if !goes_on {
                return Ok(());
            }
        }
        let error = "there are more receipts".to_owned();
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error })
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<SimulatePast>() else { return Ok(()) };
        give_up_simulation(store, &work.environment, payload.simulation(), work.job.id).await
    }
}
