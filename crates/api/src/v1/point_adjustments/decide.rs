//! `POST /v1/point-adjustments/{id}/approve` and `…/refuse`.

use actix_web::{post, web};
use regulars_kernel::PointAdjustmentId;
use regulars_loyalty::{approve_adjustment, refuse_adjustment};

use super::body::PointAdjustmentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Approve an adjustment of points.
///
/// It is done with that, under your name; what is asked for is checked anew. Whoever asked for it cannot approve it.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The adjustment's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c71")
), responses(
    (status = 200, description = "Approved and done", body = PointAdjustmentBody),
    (status = 409, description = "It was decided already, you asked for it yourself, or the account is nobody's any more"),
    (status = 422, description = "There are not as many points any more, or they would have expired"),
))]
#[post("/v1/point-adjustments/{id}/approve")]
pub async fn approve_point_adjustment(
    caller: Caller<access::approve_point_adjustment>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PointAdjustmentBody>, ApiError> {
    let id = PointAdjustmentId::new(id.0);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let decided = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { approve_adjustment(tx, &environment, by, id).await })
        })
        .await?;
    Ok(Single(decided.into()))
}

/// Refuse an adjustment of points.
///
/// Nothing is done then. Whoever asked for it may take it back so.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The adjustment's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c72")
), responses(
    (status = 200, description = "Refused", body = PointAdjustmentBody),
    (status = 409, description = "It was decided already"),
))]
#[post("/v1/point-adjustments/{id}/refuse")]
pub async fn refuse_point_adjustment(
    caller: Caller<access::refuse_point_adjustment>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PointAdjustmentBody>, ApiError> {
    let id = PointAdjustmentId::new(id.0);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let decided = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { refuse_adjustment(tx, &environment, by, id).await })
        })
        .await?;
    Ok(Single(decided.into()))
}
