//! Destroys what tells the readers of a newsletter apart, when its time has come. What the database refuses is tried again.

use async_trait::async_trait;
use regulars_flows::{DestroyReaderKey, destroy_reader_key};
use regulars_jobs::JobPayload;
use regulars_persistence::Database;

use crate::work::{JobFailure, JobHandler, JobWork};

/// Destroys the key of a newsletter's readers. Done twice it changes nothing.
pub struct ReaderKeyHandler {
    /// Where the keys are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for ReaderKeyHandler {
    fn kind(&self) -> &'static str {
        DestroyReaderKey::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: DestroyReaderKey =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        self.database
            .write(work.scope, move |tx| Box::pin(async move { destroy_reader_key(tx, &payload).await }))
            .await
            .map_err(JobFailure::from)
    }
}
