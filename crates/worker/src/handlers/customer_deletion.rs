//! Erases many customers, piece by piece. Whatever piece a run ends at, the next run goes on there; called off, it ends behind
//! the piece at hand.

use async_trait::async_trait;
use regulars_flows::{
    CancelDeletionError, EraseMany, EraseSomeError, ErasureTerms, cancel_deletion, erase_some,
};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::StoreError;
use regulars_persistence::{Database, WriteTx};

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many pieces are done before the merchant's other jobs have their turn.
const TURNS: usize = 50;

/// Erases many customers.
pub struct CustomerDeletionHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for CustomerDeletionHandler {
    fn kind(&self) -> &'static str {
        EraseMany::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: EraseMany =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let facts = self.database.read(work.scope, async move |tx| tx.merchant_facts().await).await?;
        let scope = work.scope.by(payload.asked_by());
        for _ in 0..TURNS {
            let (environment, country) = (work.environment.clone(), facts.country.clone());
            let calendar = facts.calendar;
            let goes_on = self
                .database
                .write(scope, move |tx| {
                    Box::pin(async move {
                        let (environment, country) = (&environment, country.as_deref());
                        let terms = ErasureTerms { environment, calendar, country };
                        erase_some(tx, terms, payload.deletion()).await
                    })
                })
                .await;
            match goes_on {
                Ok(true) => {}
                Ok(false) => {
                    self.database.forget_log().await;
                    return Ok(());
                }
                Err(EraseSomeError::Store(error)) => return Err(error.into()),
                Err(error @ EraseSomeError::Quota(_)) => {
                    return Err(JobFailure::Retry { error: error.to_string() });
                }
            }
        }
        let error = "there are more customers".to_owned();
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error })
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<EraseMany>() else { return Ok(()) };
        match cancel_deletion(store, &work.environment, payload.deletion()).await {
            Err(CancelDeletionError::Store(error)) => Err(error),
            // It has ended already.
            Ok(_) | Err(CancelDeletionError::UnknownDeletion | CancelDeletionError::Done) => Ok(()),
        }
    }
}
