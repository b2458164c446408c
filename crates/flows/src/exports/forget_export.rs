//! Throws away what is left of files that are gone, a little at a time.

use regulars_interchange::{Export, ExportState, ExportStore};
use regulars_kernel::{Environment, ExportId, StoreError};

/// How many parts are thrown away in one transaction: some megabytes.
const PARTS: u32 = 50;
/// How long the record of an export stays: who asked for what, and how many rows it had.
const REMEMBERED_FOR: chrono::Duration = chrono::Duration::days(90);

/// Does the next piece of the work. False when there is nothing left to do; done twice it changes nothing.
pub async fn forget_export(
    store: &mut dyn ExportStore,
    environment: &Environment,
    id: ExportId,
) -> Result<bool, StoreError> {
    let now = environment.now();
    let Some(export) = store.find_export_for_change(id).await? else { return Ok(false) };
    let is_kept = matches!(export.state, ExportState::Writing | ExportState::Ready);
    let kept_run = (is_kept && now < export.expires_at).then_some(export.run);
    if is_kept && kept_run.is_none() {
        let state =
            if export.state == ExportState::Ready { ExportState::Expired } else { ExportState::Failed };
        store.update_export(&Export::without_file(export, state, now)).await?;
    }
    if store.forget_export_parts(id, kept_run, PARTS).await? {
        return Ok(true);
    }
    store.forget_old_exports(now - REMEMBERED_FOR).await?;
    Ok(false)
}
