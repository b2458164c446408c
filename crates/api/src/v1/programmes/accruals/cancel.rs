//! `POST /v1/programmes/{id}/accruals/{accrual_id}/cancel`.

use actix_web::{post, web};
use regulars_flows::cancel_accrual;
use regulars_loyalty::AccrualReads;

use super::body::PointAccrualBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::AccrualInPath;
use crate::respond::Single;

/// Call a bulk accrual off.
///
/// One that waits for approval or for its time gives nothing then. One that runs, or is being taken back, stops behind the members at
/// hand: who had their turn stays as they are, and what was given can be undone.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c83")
), responses(
    (status = 200, description = "Called off", body = PointAccrualBody),
    (status = 409, description = "There is nothing to be called off"),
))]
#[post("/v1/programmes/{id}/accruals/{accrual_id}/cancel")]
pub async fn cancel_point_accrual(
    caller: Caller<access::cancel_point_accrual>,
    application: web::Data<Application>,
    path: AccrualInPath,
) -> Result<Single<PointAccrualBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let found = tx.find_point_accrual(accrual).await?;
                found
                    .filter(|found| found.programme == programme)
                    .ok_or_else(|| ApiError::not_found("accrual"))?;
                Ok(Single(cancel_accrual(tx, &environment, accrual).await?.into()))
            })
        })
        .await
}
