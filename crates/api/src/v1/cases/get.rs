//! `GET /v1/cases/{id}`.

use actix_web::{get, web};
use regulars_kernel::ServiceCaseId;
use regulars_service::CaseReads;

use super::body::CaseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a service case.
///
/// What it is about, where it stands, who is in charge, and when it is due. What was said is in its messages.
#[utoipa::path(tag = "Cases", params(
    ("id" = uuid::Uuid, Path, description = "The case's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30")
), responses((status = 200, description = "The case", body = CaseBody)))]
#[get("/v1/cases/{id}")]
pub async fn get_case(
    caller: Caller<access::get_case>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CaseBody>, ApiError> {
    let id = ServiceCaseId::new(id.0);
    let found = application.database.read(caller.scope(), async move |tx| tx.find_case(id).await).await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("case"))?.into()))
}
