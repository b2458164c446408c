//! Works on bulk edits of customers: changes them, or changes them back. It is done in short transactions, the place reached is
//! written down with what was done, and whoever comes after a worker that died goes on from there.

use async_trait::async_trait;
use regulars_customers::{BulkEditReads, BulkEditStore};
use regulars_flows::{CancelBulkEditError, WorkOnBulkEdit, end_bulk_edit, work_on_bulk_edit};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::StoreError;
use regulars_persistence::{Database, WriteTx};

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many customers are changed at a time: what takes some tens of milliseconds.
const CUSTOMERS_AT_A_TIME: u32 = 50;
/// How many times that is done before the merchant's other jobs have their turn.
const TURNS: usize = 100;
/// How long an edit is kept that nobody has touched: as long as that it can be undone.
const KEPT_FOR: chrono::Duration = chrono::Duration::days(90);
/// How many results are thrown away at a time.
const FORGOTTEN_AT_A_TIME: u32 = 500;

/// Works on bulk edits of customers.
pub struct CustomerBulkEditHandler {
    /// Where they are, with the keys that seal what was changed.
    pub database: Database,
}

#[async_trait]
impl JobHandler for CustomerBulkEditHandler {
    fn kind(&self) -> &'static str {
        WorkOnBulkEdit::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: WorkOnBulkEdit =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let (id, job) = (payload.bulk_edit(), work.job.id);
        let (calendar, edit) = self
            .database
            .read(work.scope, async move |tx| {
                Ok::<_, StoreError>((tx.merchant_facts().await?.calendar, tx.find_bulk_edit(id).await?))
            })
            .await?;
        let Some(edit) = edit else { return Ok(()) };
        let scope = work.scope.by(edit.acting());
        for _ in 0..TURNS {
            let environment = work.environment.clone();
            let step = self.database.write(scope, move |tx| {
                Box::pin(async move {
                    work_on_bulk_edit(tx, &environment, &calendar, id, job, CUSTOMERS_AT_A_TIME).await
                })
            });
            if !step.await?.is_some_and(|edit| edit.state.is_at_work()) {
                return Ok(self.forget(work).await?);
            }
        }
        let error = "there are more customers".to_owned();
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error })
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<WorkOnBulkEdit>() else { return Ok(()) };
        match end_bulk_edit(store, &work.environment, payload.bulk_edit(), work.job.id).await {
            Err(CancelBulkEditError::Store(error)) => Err(error),
            // It has ended already, or another job is at it.
            Ok(_) | Err(CancelBulkEditError::UnknownEdit | CancelBulkEditError::NotAtWork) => Ok(()),
        }
    }
}

impl CustomerBulkEditHandler {
    /// Throws old edits away.
    async fn forget(&self, work: &JobWork) -> Result<(), StoreError> {
        let touched_before = work.environment.now() - KEPT_FOR;
        loop {
            let more = self.database.write(work.scope, move |tx| {
                Box::pin(
                    async move { tx.forget_part_of_old_bulk_edit(touched_before, FORGOTTEN_AT_A_TIME).await },
                )
            });
            if !more.await? {
                return Ok(());
            }
        }
    }
}
