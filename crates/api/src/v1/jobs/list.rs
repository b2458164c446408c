//! `GET /v1/jobs`.

use actix_web::{get, web};
use regulars_jobs::{JobPayload, JobReads, ServiceMail};
use regulars_kernel::JobId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::{JobBody, JobStatusBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which jobs, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobParameters {
    /// Only jobs that stand there.
    #[param(inline)]
    pub status: Option<JobStatusBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// List jobs.
///
/// The mails that somebody was to be asked by, or shown a newsletter by, the newest first. With `status=failed` those that
/// were refused for good.
#[utoipa::path(tag = "Jobs", params(JobParameters), responses(
    (status = 200, description = "A page of jobs", body = List<JobBody>)
))]
#[get("/v1/jobs")]
pub async fn list_jobs(
    caller: Caller<access::list_jobs>,
    application: web::Data<Application>,
    parameters: Query<JobParameters>,
) -> Result<List<JobBody>, ApiError> {
    let JobParameters { status, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(JobId::new)?;
    let state = status.map(Into::into);
    let jobs = application
        .database
        .read(caller.scope(), async move |tx| tx.list_jobs(ServiceMail::KIND, state, page).await);
    Ok(List::of(jobs.await?, JobBody::from, |id| id.to_string().into()))
}
