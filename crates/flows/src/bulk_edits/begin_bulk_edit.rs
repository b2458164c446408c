//! Asks for a bulk edit: what can be known now is checked, and who is meant is written down.

use regulars_customers::{BulkCounts, BulkEdit, BulkEditState, GivenChanges};
use regulars_jobs::NewJob;
use regulars_kernel::{Actor, BulkEditId, Environment, JobId, MerchantCalendar, StoreError};
use regulars_segments::resolve_filter;

use super::bulk_edit_job::WorkOnBulkEdit;
use super::meant::{BeginBulkEditError, BulkSelection, check_known, checked_changes, each_once};
use super::store::BulkEditJobStore;

/// Begins a bulk edit. The customers who are meant now are meant for good.
pub async fn begin_bulk_edit<Store: BulkEditJobStore>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
    by: Actor,
    selection: BulkSelection,
    changes: GivenChanges,
) -> Result<BulkEdit, BeginBulkEditError> {
    let (id, now) = (BulkEditId::new(environment.new_id()), environment.now());
    let changes = checked_changes(store, changes, calendar.date_of(now)).await?;
    let filter = match &selection {
        BulkSelection::Named(_) => None,
        BulkSelection::Passing(filter) => Some(filter.to_json()),
    };
    let edit = BulkEdit {
        id,
        state: BulkEditState::Running,
        filter,
        changes,
        customers: 0,
        counts: BulkCounts::default(),
        done: 0,
        total: 0,
        at: None,
        asked_by: by,
        undone_by: None,
        job: JobId::new(id.value()),
        created_at: now,
        updated_at: now,
    };
    store.insert_bulk_edit(&edit).await?;
    let customers = match &selection {
        BulkSelection::Passing(filter) => {
            let resolved = resolve_filter(store, filter, calendar, now).await?;
            store.freeze_passing(id, &resolved).await?
        }
        BulkSelection::Named(named) => {
            let ids = each_once(named);
            let frozen = store.freeze_named(id, &ids).await?;
            if usize::try_from(frozen) != Ok(ids.len()) {
                let most = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                check_known(named, &store.customers_of_bulk_edit(id, None, most).await?)?;
            }
            frozen
        }
    };
    Ok(set_to_work(store, environment, BulkEdit { customers, total: customers, ..edit }).await?)
}

/// Writes an edit that a worker has something to do with, and asks for the job.
pub(super) async fn set_to_work<Store: BulkEditJobStore>(
    store: &mut Store,
    environment: &Environment,
    edit: BulkEdit,
) -> Result<BulkEdit, StoreError> {
    let job = NewJob::now(environment, &WorkOnBulkEdit::of(edit.id))
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    let edit = BulkEdit { job: job.id, at: None, done: 0, updated_at: environment.now(), ..edit };
    store.update_bulk_edit(&edit).await?;
    store.enqueue(&job).await?;
    Ok(edit)
}
