//! What a worker has written of a file, kept with how far it has come: whenever the worker dies, no row is missing or twice.

use regulars_audit::AuditNote;
use regulars_interchange::{Export, ExportPart, ExportState, ExportStore, SheetPlace};
use regulars_kernel::{Environment, ExportId, StoreError};
use serde_json::Value;

/// Rows as parts of the file, and how it goes on.
pub struct WrittenRows {
    /// The parts.
    pub parts: Vec<ExportPart>,
    /// Where the next row goes.
    pub place: SheetPlace,
    /// Behind whom the next ones come; nothing when these were the last.
    pub reached: Option<Value>,
    /// How many bytes the file has, when these were the last.
    pub size: Option<u64>,
}

/// Keeps them, unless somebody else has been quicker or the file is not wanted any more. Tells how the export stands then,
/// if there is more to write.
pub async fn keep_rows(
    store: &mut dyn ExportStore,
    environment: &Environment,
    seen: &Export,
    written: WrittenRows,
) -> Result<Option<Export>, StoreError> {
    let Some(before) = still_written(store, seen).await? else { return Ok(None) };
    let count = u32::try_from(written.parts.len()).unwrap_or(u32::MAX);
    let rows: u64 = written.parts.iter().map(|part| part.outline.rows).sum();
    for part in written.parts {
        store.insert_export_part(before.id, before.run, part).await?;
    }
    let is_done = written.reached.is_none();
    let after = Export {
        state: if is_done { ExportState::Ready } else { ExportState::Writing },
        parts: before.parts + count,
        rows: before.rows + rows,
        place: written.place,
        reached: written.reached,
        size: written.size,
        updated_at: environment.now(),
        ..before.clone()
    };
    store.update_export(&after).await?;
    if !is_done {
        return Ok(Some(after));
    }
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(None)
}

/// Gives an export up that refers to what is gone, or whose file would be too large.
pub async fn fail_export(
    store: &mut dyn ExportStore,
    environment: &Environment,
    id: ExportId,
) -> Result<(), StoreError> {
    let export = store.find_export_for_change(id).await?;
    let Some(before) = export.filter(|export| export.state == ExportState::Writing) else { return Ok(()) };
    let after = before.clone().without_file(ExportState::Failed, environment.now());
    store.update_export(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await
}

async fn still_written(store: &mut dyn ExportStore, seen: &Export) -> Result<Option<Export>, StoreError> {
    let export = store.find_export_for_change(seen.id).await?;
    Ok(export.filter(|export| {
        export.state == ExportState::Writing && export.run == seen.run && export.parts == seen.parts
    }))
}
