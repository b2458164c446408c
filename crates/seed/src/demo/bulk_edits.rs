//! Bulk edits of two customers: one to be looked at, one to be undone, and one whose job has not begun.

use regulars_customers::{
    BulkChanges, BulkCounts, BulkEdit, BulkEditState, BulkEditStore, BulkField, FieldValue, PlainField,
    edit_customers,
};
use regulars_flows::WorkOnBulkEdit;
use regulars_jobs::{JobPayload, JobStore, NewJob};
use regulars_kernel::{Actor, BulkEditId, CustomerId, JobId, StoreError};
use regulars_segments::BulkEditAudienceStore;
use serde_json::json;
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::invalid;
use super::known_customers::{DRAGAN, JOVAN};
use super::merchant::scope;
use super::past::Ground;
use crate::SeedError;

/// Those that are done, and what each sets.
const DONE: [(Uuid, PlainField, &str); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb8"), PlainField::UtmCampaign, "jesen"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb9"), PlainField::UtmMedium, "letak"),
];
/// The one that waits.
const WAITING: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fba");
/// Its job.
const JOB: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe4");
/// After how many days its job is due.
const DUE_AFTER: i64 = 3_650;

/// Makes them.
pub async fn make_bulk_edits(ground: &Ground<'_>) -> Result<(), SeedError> {
    for (id, field, value) in DONE {
        let (edit, environment, calendar) =
            (edit(id, field, value)?, ground.environment.clone(), ground.calendar);
        ground
            .database
            .write(scope(), move |tx| {
                Box::pin(async move {
                    let mut edit = begun(tx, edit).await?;
                    while edit.state == BulkEditState::Running {
                        edit = edit_customers(tx, &environment, &calendar, edit, 10).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    let waiting = BulkEdit { job: JobId::new(JOB), ..edit(WAITING, PlainField::UtmTerm, "hleb")? };
    let job = NewJob {
        id: waiting.job,
        kind: WorkOnBulkEdit::KIND,
        payload: serde_json::to_value(WorkOnBulkEdit::of(waiting.id)).map_err(invalid)?,
        run_at: ground.now + chrono::Duration::days(DUE_AFTER),
        created_at: waiting.created_at,
    };
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                begun(tx, waiting).await?;
                tx.enqueue(&job).await
            })
        })
        .await?;
    Ok(())
}

/// Writes it down, with the customers who are meant.
async fn begun<Store: BulkEditStore + BulkEditAudienceStore>(
    store: &mut Store,
    edit: BulkEdit,
) -> Result<BulkEdit, StoreError> {
    store.insert_bulk_edit(&edit).await?;
    let meant = [JOVAN, DRAGAN].map(CustomerId::new);
    let customers = store.freeze_named(edit.id, &meant).await?;
    let edit = BulkEdit { customers, total: customers, ..edit };
    store.update_bulk_edit(&edit).await?;
    Ok(edit)
}

fn edit(id: Uuid, field: PlainField, value: &str) -> Result<BulkEdit, SeedError> {
    let set = vec![(BulkField::Plain(field), FieldValue(json!(value)))];
    Ok(BulkEdit {
        id: BulkEditId::new(id),
        state: BulkEditState::Running,
        filter: None,
        changes: BulkChanges { set, ..BulkChanges::default() },
        customers: 0,
        counts: BulkCounts::default(),
        done: 0,
        total: 0,
        at: None,
        asked_by: Actor::System,
        undone_by: None,
        job: JobId::new(id),
        created_at: instant_of(id)?,
        updated_at: instant_of(id)?,
    })
}
