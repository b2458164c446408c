//! Somebody wants a list as a file.

use regulars_audit::AuditNote;
use regulars_interchange::{Export, ExportContent, ExportFormat, ExportHeading, ExportState, SheetPlace};
use regulars_jobs::{JobPayload, NewJob};
use regulars_kernel::{Actor, Environment, ExportId, Instant, StoreError};

use super::export_job::{ForgetExport, WriteExport};
use super::request::ExportRequest;
use super::store::ExportJobStore;

/// A file that is wanted.
pub struct NewExport {
    /// What it is a list of.
    pub request: ExportRequest,
    /// The kind of file.
    pub format: ExportFormat,
    /// The columns.
    pub headings: Vec<ExportHeading>,
}

/// Why an export did not begin.
#[derive(Debug, thiserror::Error)]
pub enum BeginExportError {
    /// There are as many files as a merchant may have at a time.
    #[error(
        "there are {} files already: delete one, or wait until the first is gone",
        Export::MOST_AT_A_TIME
    )]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a job that writes the file, and for one that takes it away when its time is over.
pub async fn begin_export(
    store: &mut dyn ExportJobStore,
    environment: &Environment,
    by: Actor,
    new: NewExport,
) -> Result<Export, BeginExportError> {
    if store.count_kept_exports().await? >= Export::MOST_AT_A_TIME {
        return Err(BeginExportError::TooMany);
    }
    let (id, now) = (ExportId::new(environment.new_id()), environment.now());
    let expires_at = now + Export::KEPT_FOR;
    let writing = job_at(environment, &WriteExport::of(id, by), now)?;
    let forgetting = job_at(environment, &ForgetExport::of(id), expires_at)?;
    let content = match &new.request {
        ExportRequest::Customers(_) => ExportContent::Customers,
        ExportRequest::Purchases(meant) if meant.by_line => ExportContent::PurchaseLines,
        ExportRequest::Purchases(_) => ExportContent::Purchases,
        ExportRequest::PointOperations(_) => ExportContent::PointOperations,
    };
    let export = Export {
        id,
        content,
        format: new.format,
        state: ExportState::Writing,
        request: new.request.to_json()?,
        headings: new.headings,
        run: 0,
        parts: 0,
        rows: 0,
        place: SheetPlace::default(),
        reached: None,
        size: None,
        job: writing.id,
        created_at: now,
        updated_at: now,
        expires_at,
    };
    store.insert_export(&export).await?;
    store.note(environment, AuditNote::created(&export)).await?;
    store.enqueue(&writing).await?;
    store.enqueue(&forgetting).await?;
    Ok(export)
}

pub(crate) fn job_at<P: JobPayload>(
    environment: &Environment,
    payload: &P,
    at: Instant,
) -> Result<NewJob, StoreError> {
    NewJob::at(environment, payload, at).map_err(|error| StoreError::inconsistent("jobs", error))
}
