//! `GET /v1/programmes/{id}/accruals/{accrual_id}`.

use actix_web::{get, web};
use regulars_loyalty::AccrualReads;

use super::body::PointAccrualBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::AccrualInPath;
use crate::respond::Single;

/// Show a bulk accrual.
///
/// Where it stands, who asked for it, what it gives to whom, and how many customers there are of each outcome.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80")
), responses((status = 200, description = "The accrual", body = PointAccrualBody)))]
#[get("/v1/programmes/{id}/accruals/{accrual_id}")]
pub async fn get_point_accrual(
    caller: Caller<access::get_point_accrual>,
    application: web::Data<Application>,
    path: AccrualInPath,
) -> Result<Single<PointAccrualBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_point_accrual(accrual).await)
        .await?;
    let found = found.filter(|found| found.programme == programme);
    Ok(Single(found.ok_or_else(|| ApiError::not_found("accrual"))?.into()))
}
