//! Asks for an export of what is known of a customer.

use regulars_audit::{AuditAction, AuditNote, AuditSubject, FieldChange, SubjectKind};
use regulars_jobs::NewJob;
use regulars_kernel::{CustomerId, DataExportId, Environment, StoreError};

use super::data_export::{DataExport, DataExportState};
use super::job::MakeDataExport;
use super::store::BeginDataExportStore;

/// Why no export was begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginDataExportError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a job that makes the export. That it was asked for is noted, which also makes the customer's key where there is
/// none yet.
pub async fn begin_data_export(
    store: &mut dyn BeginDataExportStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<DataExport, BeginDataExportError> {
    store.find_subject(customer).await?.ok_or(BeginDataExportError::UnknownCustomer)?;
    let now = environment.now();
    let id = DataExportId::new(environment.new_id());
    let job = NewJob::now(environment, &MakeDataExport::of(id))
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    let export = DataExport {
        id,
        customer,
        job: job.id,
        state: DataExportState::Making,
        created_at: now,
        expires_at: now + DataExport::KEPT_FOR,
    };
    store.insert_data_export(&export).await?;
    let note = AuditNote {
        action: AuditAction::Updated,
        subject: AuditSubject { kind: SubjectKind::Customer, id: customer.value() },
        about: Some(customer),
        changes: vec![FieldChange {
            field: "data_export".to_owned(),
            before: serde_json::Value::Null,
            after: id.to_string().into(),
        }],
    };
    store.note(environment, note).await?;
    store.enqueue(&job).await?;
    Ok(export)
}
