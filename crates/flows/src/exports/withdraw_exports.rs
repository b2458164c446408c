//! Files that are taken away before their time.

use regulars_audit::AuditNote;
use regulars_interchange::{Export, ExportState};
use regulars_kernel::{Environment, ExportId, StoreError};

use super::begin_export::job_at;
use super::export_job::ForgetExport;
use super::store::ExportJobStore;

/// Why an export was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawExportError {
    /// The merchant has no such export.
    #[error("there is no such export")]
    UnknownExport,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the file of an export away, or stops writing it. Nobody can read it from then on; a job throws its parts away. One
/// whose file is gone already stays as it is.
pub async fn withdraw_export(
    store: &mut dyn ExportJobStore,
    environment: &Environment,
    id: ExportId,
) -> Result<(), WithdrawExportError> {
    let before = store.find_export_for_change(id).await?.ok_or(WithdrawExportError::UnknownExport)?;
    if !matches!(before.state, ExportState::Writing | ExportState::Ready) {
        return Ok(());
    }
    let after = before.clone().without_file(ExportState::Withdrawn, environment.now());
    Ok(change(store, environment, &before, &after).await?)
}

/// Takes every file of the merchant away, because somebody who may be in it was erased. What is being written is written
/// from its beginning again, without that customer. To be called in the transaction that erases.
pub async fn withdraw_every_export(
    store: &mut dyn ExportJobStore,
    environment: &Environment,
) -> Result<(), StoreError> {
    for before in store.kept_exports_for_change().await? {
        let now = environment.now();
        let after = match before.state {
            ExportState::Writing => before.clone().begun_anew(now),
            _ => before.clone().without_file(ExportState::Withdrawn, now),
        };
        change(store, environment, &before, &after).await?;
    }
    Ok(())
}

async fn change(
    store: &mut dyn ExportJobStore,
    environment: &Environment,
    before: &Export,
    after: &Export,
) -> Result<(), StoreError> {
    store.update_export(after).await?;
    store.note_if(environment, AuditNote::updated(before, after)).await?;
    store.enqueue(&job_at(environment, &ForgetExport::of(after.id), environment.now())?).await
}
