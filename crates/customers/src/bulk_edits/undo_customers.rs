//! Takes back what a bulk edit has done to the next customers.

use regulars_kernel::{Environment, MerchantCalendar, StoreError};

use crate::bulk_edits::edit::{BulkEdit, BulkEditState};
use crate::bulk_edits::image::ChangeImage;
use crate::bulk_edits::result::BulkResult;
use crate::bulk_edits::store::BulkEditStore;
use crate::bulk_edits::take_back::take_back_changes;

/// Changes at most so many customers back, behind the one whose turn was last. Of a customer whose fields are no longer what
/// the edit made them, nothing is changed back. Behind the last one the edit is undone.
pub async fn undo_customers(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    edit: BulkEdit,
    at_most: u32,
) -> Result<BulkEdit, StoreError> {
    let now = environment.now();
    let changes = store.changes_to_undo(edit.id, edit.at, at_most).await?;
    if changes.is_empty() {
        let undone = BulkEdit { state: BulkEditState::Undone, updated_at: now, ..edit };
        store.update_bulk_edit(&undone).await?;
        return Ok(undone);
    }
    let results = take_back_changes(store, environment, calendar, changes).await?;
    let results: Vec<(BulkResult, Option<ChangeImage>)> =
        results.into_iter().map(|result| (result, None)).collect();
    store.write_bulk_results(environment, edit.id, &results).await?;
    let results: Vec<BulkResult> = results.into_iter().map(|(result, _)| result).collect();
    let edit = edit.after(&results, now);
    store.update_bulk_edit(&edit).await?;
    Ok(edit)
}
