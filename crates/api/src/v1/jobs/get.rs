//! `GET /v1/jobs/{id}`.

use actix_web::{get, web};
use regulars_flows::{EraseMany, MakeDataExport, WorkOnImport};
use regulars_jobs::{JobPayload, JobReads, ServiceMail};
use regulars_kernel::JobId;

use super::body::JobBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a job.
///
/// Whether a mail that was asked for has left, waits to be tried again, or was refused, and why; or whether a file of
/// customers is being worked on, of which `GET /v1/customers/imports/{id}` tells more, or many customers are being erased, of
/// which `GET /v1/customers/deletions/{id}` does.
#[utoipa::path(tag = "Jobs", params(("id" = uuid::Uuid, Path, description = "The job's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe1")),
    responses((status = 200, description = "The job", body = JobBody)))]
#[get("/v1/jobs/{id}")]
pub async fn get_job(
    caller: Caller<access::get_job>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<JobBody>, ApiError> {
    let id = JobId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            if let Some(job) = tx.find_job(ServiceMail::KIND, id).await? {
                return Ok(Single(job.into()));
            }
            if let Some(job) = tx.find_job(WorkOnImport::KIND, id).await? {
                return Ok(Single(JobBody::of_import(job)));
            }
            if let Some(job) = tx.find_job(EraseMany::KIND, id).await? {
                return Ok(Single(JobBody::of_deletion(job)));
            }
            let job = tx.find_job(MakeDataExport::KIND, id).await?;
            Ok(Single(JobBody::of_data_export(job.ok_or_else(|| ApiError::not_found("job"))?)))
        })
        .await
}
