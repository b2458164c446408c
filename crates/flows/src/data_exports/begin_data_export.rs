//! Asks for an export of what is known of a customer.

use regulars_kernel::{CustomerId, DataExportId, Environment, StoreError};

use super::data_export::{DataExport, DataExportState};
use super::job::{ForgetDataExport, MakeDataExport};
use super::store::BeginDataExportStore;
use crate::exports::begin_export::job_at;

/// Why no export was begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginDataExportError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// There are as many as one customer may have at a time.
    #[error("there are {} exports of this customer already: fetch one of them", DataExport::MOST_AT_A_TIME)]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a job that makes the export, and for one that throws it away when its time is over. That it was asked for is
/// noted, which also makes the customer's key where there is none yet.
pub async fn begin_data_export(
    store: &mut dyn BeginDataExportStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<DataExport, BeginDataExportError> {
    if !store.hold_customer(customer).await? {
        return Err(BeginDataExportError::UnknownCustomer);
    }
    let now = environment.now();
    if store.count_data_exports(customer, now).await? >= DataExport::MOST_AT_A_TIME {
        return Err(BeginDataExportError::TooMany);
    }
    let (id, expires_at) = (DataExportId::new(environment.new_id()), now + DataExport::KEPT_FOR);
    let making = job_at(environment, &MakeDataExport::of(id), now)?;
    let forgetting = job_at(environment, &ForgetDataExport::of(id), expires_at)?;
    let export = DataExport {
        id,
        customer,
        job: making.id,
        state: DataExportState::Making,
        run: 0,
        sections_done: 0,
        created_at: now,
        ready_at: None,
        expires_at,
    };
    store.insert_data_export(&export).await?;
    store.note(environment, export.note_created()).await?;
    store.enqueue(&making).await?;
    store.enqueue(&forgetting).await?;
    Ok(export)
}
