//! Takes the values of a deleted attribute away, piece by piece. Whatever piece a run ends at, the next run goes on there.

use async_trait::async_trait;
use regulars_flows::{ForgetAttribute, forget_some};
use regulars_jobs::JobPayload;
use regulars_persistence::Database;

use crate::work::{JobFailure, JobHandler, JobWork};

/// Forgets the values of deleted attributes.
pub struct ForgetAttributeHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for ForgetAttributeHandler {
    fn kind(&self) -> &'static str {
        ForgetAttribute::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: ForgetAttribute =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        loop {
            let payload = payload.clone();
            let goes_on = self
                .database
                .write(work.scope, move |tx| Box::pin(async move { forget_some(tx, &payload).await }))
                .await
                .map_err(JobFailure::from)?;
            if !goes_on {
                return Ok(());
            }
        }
    }
}
