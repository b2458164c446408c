//! One step of a bulk edit.

use regulars_customers::{BulkEdit, BulkEditState, BulkEditStore, edit_customers, undo_customers};
use regulars_kernel::{BulkEditId, Environment, JobId, MerchantCalendar, StoreError};

/// Changes the next customers, or changes them back, at most so many. Gives the edit as it is then, unless there is nothing for
/// this job to do.
pub async fn work_on_bulk_edit(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    id: BulkEditId,
    job: JobId,
    at_most: u32,
) -> Result<Option<BulkEdit>, StoreError> {
    let edit = store.find_bulk_edit_for_change(id).await?;
    // Somebody may have called it off, or asked for something else since.
    let Some(edit) = edit.filter(|edit| edit.job == job) else { return Ok(None) };
    match edit.state {
        BulkEditState::Running => edit_customers(store, environment, calendar, edit, at_most).await.map(Some),
        BulkEditState::Undoing => undo_customers(store, environment, calendar, edit, at_most).await.map(Some),
        BulkEditState::Done | BulkEditState::Cancelled | BulkEditState::Undone => Ok(None),
    }
}
