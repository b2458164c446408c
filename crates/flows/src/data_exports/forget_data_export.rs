//! Throws away what is left of an export whose time is over. That there was one stays on record.

use regulars_kernel::{DataExportId, Environment, StoreError};

use super::data_export::{DataExport, DataExportState};
use super::store::DataExportStore;

/// How many parts are thrown away at a time.
const AT_A_TIME: u16 = 100;

/// Throws some parts away, and tells whether there may be more. One that has not ended stays.
pub async fn forget_data_export(
    store: &mut dyn DataExportStore,
    environment: &Environment,
    id: DataExportId,
) -> Result<bool, StoreError> {
    let Some(export) = store.find_data_export(id).await? else { return Ok(false) };
    if environment.now() < export.expires_at {
        return Ok(false);
    }
    if export.state != DataExportState::Expired && store.hold_customer(export.customer).await? {
        let expired = DataExport { state: DataExportState::Expired, ..export.clone() };
        if store.update_data_export(&expired).await? {
            store.note_if(environment, expired.note_updated(&export)).await?;
        }
    }
    store.forget_data_export_parts(id, None, AT_A_TIME).await
}
