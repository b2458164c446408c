//! `GET /v1/point-adjustments/{id}`.

use actix_web::{get, web};
use regulars_kernel::PointAdjustmentId;
use regulars_loyalty::PendingAdjustmentReads;

use super::body::PointAdjustmentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an adjustment that waits for somebody else, or did.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The adjustment's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c71")
), responses((status = 200, description = "The adjustment", body = PointAdjustmentBody)))]
#[get("/v1/point-adjustments/{id}")]
pub async fn get_point_adjustment(
    caller: Caller<access::get_point_adjustment>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PointAdjustmentBody>, ApiError> {
    let id = PointAdjustmentId::new(id.0);
    let now = caller.environment(&application).now();
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_pending_adjustment(id).await)
        .await?;
    let found = found.ok_or_else(|| ApiError::not_found("adjustment"))?;
    Ok(Single(found.at(now).into()))
}
