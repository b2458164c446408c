//! `POST /v1/point-accounts/{id}/adjustments`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_kernel::PointAccountId;
use regulars_loyalty::{AdjustmentOutcome, request_adjustment};
use serde::Serialize;

use super::adjustment_body::NewPointAdjustmentBody;
use super::operation_body::PointOperationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::point_adjustments::body::PointAdjustmentBody;

/// What became of an adjustment.
#[derive(Serialize)]
#[serde(untagged)]
pub enum AdjustmentAnswer {
    /// It is done.
    Done(Box<PointOperationBody>),
    /// Somebody else has to approve it.
    Waiting(Box<PointAdjustmentBody>),
}

/// Credit or debit points.
///
/// With a reason, and under your name. What is credited pays what is owed first. No more is debited than there is: `available`
/// of the problem says how much that is. More than `adjustment_limit` of the type of points is not done yet: somebody else
/// approves it at `/v1/point-adjustments`. Send an `Idempotency-Key`, and a repeated request does nothing more.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), request_body = NewPointAdjustmentBody, responses(
    (status = 201, description = "Credited or debited", body = PointOperationBody),
    (status = 202, description = "Somebody else has to approve it", body = PointAdjustmentBody),
    (status = 409, description = "The account is nobody's any more"),
    (status = 422, description = "The request is not valid, or there are not as many points"),
))]
#[post("/v1/point-accounts/{id}/adjustments")]
pub async fn create_point_adjustment(
    caller: Caller<access::create_point_adjustment>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointAdjustmentBody>,
) -> Result<Created<AdjustmentAnswer>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = PointAccountId::new(id.0);
    let adjustment = body.value.check(id)?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            match request_adjustment(tx, &environment, scope.actor(), adjustment).await? {
                AdjustmentOutcome::Done(operation) => {
                    let body = AdjustmentAnswer::Done(Box::new((*operation).into()));
                    Created::at(format!("/v1/point-accounts/{id}/operations"), &body)
                }
                AdjustmentOutcome::Waiting(pending) => {
                    let location = Some(format!("/v1/point-adjustments/{}", pending.id));
                    let body = AdjustmentAnswer::Waiting(Box::new((*pending).into()));
                    Created::with_status(StatusCode::ACCEPTED, location, &body)
                }
            }
        })
    })
    .await
}
