//! `POST /v1/jobs/{id}/cancel`.

use actix_web::{post, web};
use regulars_customers::BulkEditReads;
use regulars_flows::{
    CancelAccrualError, MakeDataExport, SimulatePast, WorkOnAccrual, WorkOnBulkEdit, WorkOnImport,
    cancel_accrual, cancel_bulk_edit, cancel_simulation,
};
use regulars_jobs::{JobPayload, JobReads, ServiceMail};
use regulars_kernel::{Environment, JobId, StoreError};
use regulars_loyalty::AccrualReads;
use regulars_persistence::WriteTx;

use super::body::JobBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Id;
use crate::respond::Single;

/// Call a job off.
///
/// What it has done so far stays. A bulk edit of customers, or its undoing, can be called off while it is at work; a bulk accrual of
/// points before that, too. So can a simulation with receipts of the past.
#[utoipa::path(tag = "Jobs", params(("id" = uuid::Uuid, Path, description = "The job's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe4")), responses(
    (status = 200, description = "The job, which is called off", body = JobBody),
    (status = 409, description = "The job has ended, or is none that can be called off"),
))]
#[post("/v1/jobs/{id}/cancel")]
pub async fn cancel_job(
    caller: Caller<access::cancel_job>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<JobBody>, ApiError> {
    let (id, environment) = (JobId::new(id.0), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if let Some(cancelled) = cancel_job_of_accrual(tx, &environment, id).await? {
                    return Ok(Single(cancelled));
                }
                if let Some(cancelled) = cancel_job_of_simulation(tx, &environment, id).await? {
                    return Ok(Single(cancelled));
                }
                let Some(job) = tx.find_job(WorkOnBulkEdit::KIND, id).await? else {
                    for kind in [ServiceMail::KIND, WorkOnImport::KIND, MakeDataExport::KIND] {
                        if tx.find_job(kind, id).await?.is_some() {
                            return Err(ApiError::new(
                                Code::Conflict,
                                "jobs of this kind are not called off",
                            ));
                        }
                    }
                    return Err(ApiError::not_found("job"));
                };
                let payload: WorkOnBulkEdit = serde_json::from_value(job.payload.clone())
                    .map_err(|error| StoreError::inconsistent("jobs", error))?;
                cancel_bulk_edit(tx, &environment, payload.bulk_edit(), id).await?;
                let job = tx.find_job(WorkOnBulkEdit::KIND, id).await?;
                let edit = tx.find_bulk_edit(payload.bulk_edit()).await?;
                Ok(Single(JobBody::of_bulk_edit(job.ok_or_else(|| ApiError::not_found("job"))?, edit)))
            })
        })
        .await
}

/// Calls off the job that a simulation has. None where it is a job of another kind.
async fn cancel_job_of_simulation(
    tx: &mut WriteTx,
    environment: &Environment,
    id: JobId,
) -> Result<Option<JobBody>, ApiError> {
    let Some(job) = tx.find_job(SimulatePast::KIND, id).await? else { return Ok(None) };
    let payload: SimulatePast =
        serde_json::from_value(job.payload).map_err(|error| StoreError::inconsistent("jobs", error))?;
    let cancelled = cancel_simulation(tx, environment, payload.simulation()).await?;
    let job = tx.find_job(SimulatePast::KIND, id).await?.ok_or_else(|| ApiError::not_found("job"))?;
    Ok(Some(JobBody::of_simulation(job, Some(&cancelled))))
}

/// Calls off the job that a bulk accrual has. None where it is a job of another kind.
async fn cancel_job_of_accrual(
    tx: &mut WriteTx,
    environment: &Environment,
    id: JobId,
) -> Result<Option<JobBody>, ApiError> {
    let Some(job) = tx.find_job(WorkOnAccrual::KIND, id).await? else { return Ok(None) };
    let payload: WorkOnAccrual =
        serde_json::from_value(job.payload).map_err(|error| StoreError::inconsistent("jobs", error))?;
    let accrual = tx.find_point_accrual(payload.accrual()).await?;
    if accrual.and_then(|accrual| accrual.job) != Some(id) {
        return Err(CancelAccrualError::OtherJob.into());
    }
    let cancelled = cancel_accrual(tx, environment, payload.accrual()).await?;
    let job = tx.find_job(WorkOnAccrual::KIND, id).await?.ok_or_else(|| ApiError::not_found("job"))?;
    Ok(Some(JobBody::of_accrual(job, Some(cancelled))))
}
