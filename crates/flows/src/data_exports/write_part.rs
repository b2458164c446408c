//! Writes an export: begun, part by part, and done. Whoever is overtaken by another run writes nothing any more.

use regulars_kernel::{DataExportId, Environment, StoreError};

use super::data_export::{DataExport, DataExportForm, DataExportState};
use super::store::DataExportStore;

/// How many parts of an earlier run are thrown away at a time.
const AT_A_TIME: u16 = 100;

/// Begins a run: what an earlier one has written counts no more. `None` when the export is gone, ready, or over. True beside
/// it when there may be more of the earlier run to throw away, for which this is called again.
pub async fn begin_run(
    store: &mut dyn DataExportStore,
    environment: &Environment,
    id: DataExportId,
    begun: Option<DataExport>,
) -> Result<Option<(DataExport, bool)>, StoreError> {
    let export = match begun {
        Some(begun) => begun,
        None => {
            let Some(found) = store.find_data_export(id).await? else { return Ok(None) };
            if found.state_at(environment.now()) != DataExportState::Making {
                return Ok(None);
            }
            let begun = DataExport { run: found.run + 1, sections_done: 0, ..found };
            if !store.begin_data_export_run(&begun).await? {
                return Ok(None);
            }
            begun
        }
    };
    let more = store.forget_data_export_parts(id, Some(export.run), AT_A_TIME).await?;
    Ok(Some((export, more)))
}

/// A part of both files, sealed with the customer's key.
pub struct SealedPart {
    /// Its number, from 0.
    pub number: u32,
    /// Of each form.
    pub sealed: Vec<(DataExportForm, Vec<u8>)>,
    /// How many sections are written with it.
    pub sections_done: u16,
}

/// Keeps a part. False when the export is gone with its customer, or written by another run.
pub async fn keep_part(
    store: &mut dyn DataExportStore,
    export: &DataExport,
    part: SealedPart,
) -> Result<bool, StoreError> {
    let so_far = DataExport { sections_done: part.sections_done, ..export.clone() };
    if !store.update_data_export(&so_far).await? {
        return Ok(false);
    }
    for (form, sealed) in part.sealed {
        store.insert_data_export_part(export, form, part.number, sealed).await?;
    }
    Ok(true)
}

/// Makes the export one that can be fetched.
pub async fn finish_run(
    store: &mut dyn DataExportStore,
    environment: &Environment,
    export: &DataExport,
    sections_done: u16,
) -> Result<(), StoreError> {
    // Whoever notes something of a customer holds that one first.
    if !store.hold_customer(export.customer).await? {
        return Ok(());
    }
    let ready = DataExport {
        state: DataExportState::Ready,
        ready_at: Some(environment.now()),
        sections_done,
        ..export.clone()
    };
    if store.update_data_export(&ready).await? {
        store.note_if(environment, ready.note_updated(export)).await?;
    }
    Ok(())
}

/// Gives an export up whose job is not tried again.
pub async fn fail_data_export(
    store: &mut dyn DataExportStore,
    environment: &Environment,
    id: DataExportId,
) -> Result<(), StoreError> {
    let Some(export) = store.find_data_export(id).await? else { return Ok(()) };
    if export.state != DataExportState::Making || !store.hold_customer(export.customer).await? {
        return Ok(());
    }
    let failed = DataExport { state: DataExportState::Failed, ..export.clone() };
    if store.update_data_export(&failed).await? {
        store.note_if(environment, failed.note_updated(&export)).await?;
    }
    Ok(())
}
