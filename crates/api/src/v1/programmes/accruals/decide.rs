//! `POST /v1/programmes/{id}/accruals/{accrual_id}/approve` and `…/reject`.

use actix_web::{post, web};
use regulars_flows::{approve_accrual, reject_accrual};

use super::body::PointAccrualBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::AccrualInPath;
use crate::respond::Single;

/// Approve a bulk accrual.
///
/// It begins when its time has come, at once where that is over. It is approved whoever is meant when it begins. Whoever asked for it
/// cannot approve it. One that could not begin is refused, with why (`halted`) as the reason; reject it, or put that right.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c81")
), responses(
    (status = 200, description = "Approved", body = PointAccrualBody),
    (status = 409, description = "It does not wait for approval, you asked for it yourself, or it could not begin"),
))]
#[post("/v1/programmes/{id}/accruals/{accrual_id}/approve")]
pub async fn approve_point_accrual(
    caller: Caller<access::approve_point_accrual>,
    application: web::Data<Application>,
    path: AccrualInPath,
) -> Result<Single<PointAccrualBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let calendar = caller.facts().calendar;
    let decided = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(
                async move { approve_accrual(tx, &environment, &calendar, by, programme, accrual).await },
            )
        })
        .await?;
    Ok(Single(decided.into()))
}

/// Reject a bulk accrual.
///
/// Nothing is given then. Whoever asked for it may take it back so.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c82")
), responses(
    (status = 200, description = "Rejected", body = PointAccrualBody),
    (status = 409, description = "It does not wait for approval"),
))]
#[post("/v1/programmes/{id}/accruals/{accrual_id}/reject")]
pub async fn reject_point_accrual(
    caller: Caller<access::reject_point_accrual>,
    application: web::Data<Application>,
    path: AccrualInPath,
) -> Result<Single<PointAccrualBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let decided = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { reject_accrual(tx, &environment, by, programme, accrual).await })
        })
        .await?;
    Ok(Single(decided.into()))
}
