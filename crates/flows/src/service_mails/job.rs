//! The job that a service mail becomes.

use regulars_jobs::{NewJob, ServiceMail};
use regulars_kernel::{Environment, StoreError};
use serde::Serialize;

/// A service mail that is written from that template with those ids, to be kept.
pub(crate) fn service_mail_job(
    environment: &Environment,
    template: &str,
    ids: &impl Serialize,
) -> Result<NewJob, StoreError> {
    let ids = serde_json::to_value(ids).map_err(|error| StoreError::Defect(error.into()))?;
    let mail = ServiceMail { template: template.to_owned(), ids };
    NewJob::now(environment, &mail).map_err(|error| StoreError::Defect(error.into()))
}
