//! `GET /v1/jobs/{id}`.

use actix_web::{get, web};
use regulars_customers::BulkEditReads;
use regulars_flows::{
    DataExportReads, EraseMany, MakeDataExport, SimulatePast, WorkOnAccrual, WorkOnBulkEdit, WorkOnImport,
    WriteExport,
};
use regulars_jobs::{JobPayload, JobReads, ServiceMail};
use regulars_kernel::JobId;
use regulars_loyalty::{AccrualReads, PastSimulationReads};

use super::body::JobBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a job.
///
/// Whether a mail that was asked for has left, waits to be tried again, or was refused, and why; whether a file of
/// customers is being worked on, of which `GET /v1/customers/imports/{id}` tells more; how far a bulk edit is, of which
/// `GET /v1/customers/bulk-edits/{id}` does; whether many customers are being erased, of which
/// `GET /v1/customers/deletions/{id}` does; how far a bulk accrual of points is, or a simulation with receipts of the past; how far an export of what is known of a customer is; or whether a list is being written into a file, of which `GET /v1/exports/{id}` does.
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
            if let Some(job) = tx.find_job(WriteExport::KIND, id).await? {
                return Ok(Single(JobBody::of_export(job)));
            }
            if let Some(job) = tx.find_job(EraseMany::KIND, id).await? {
                return Ok(Single(JobBody::of_deletion(job)));
            }
            if let Some(job) = tx.find_job(MakeDataExport::KIND, id).await? {
                let export = match serde_json::from_value::<MakeDataExport>(job.payload.clone()) {
                    Ok(payload) => tx.find_data_export(payload.export()).await?,
                    Err(_) => None,
                };
                return Ok(Single(JobBody::of_data_export(job, export)));
            }
            if let Some(job) = tx.find_job(WorkOnAccrual::KIND, id).await? {
                let accrual = match serde_json::from_value::<WorkOnAccrual>(job.payload.clone()) {
                    Ok(payload) => tx.find_point_accrual(payload.accrual()).await?,
                    Err(_) => None,
                };
                return Ok(Single(JobBody::of_accrual(job, accrual)));
            }
            if let Some(job) = tx.find_job(SimulatePast::KIND, id).await? {
                let simulation = match serde_json::from_value::<SimulatePast>(job.payload.clone()) {
                    Ok(payload) => tx.find_past_simulation(payload.simulation()).await?,
                    Err(_) => None,
                };
                return Ok(Single(JobBody::of_simulation(job, simulation.as_ref())));
            }
            let job = tx.find_job(WorkOnBulkEdit::KIND, id).await?;
            let job = job.ok_or_else(|| ApiError::not_found("job"))?;
            let edit = match serde_json::from_value::<WorkOnBulkEdit>(job.payload.clone()) {
                Ok(payload) => tx.find_bulk_edit(payload.bulk_edit()).await?,
                Err(_) => None,
            };
            Ok(Single(JobBody::of_bulk_edit(job, edit)))
        })
        .await
}
