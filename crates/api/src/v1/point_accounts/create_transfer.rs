//! `POST /v1/point-accounts/{id}/transfers`.

use actix_web::{post, web};
use regulars_kernel::PointAccountId;
use regulars_loyalty::{PointTransfer, transfer_points};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::operation_body::PointOperationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Points that go to another account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to_account_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c65", "points": 20}))]
pub struct NewPointTransferBody {
    /// The account to which they go: another one of the same type of points.
    to_account_id: Uuid,
    /// How many, in the smallest part of their type: with one decimal, 45 is 4.5 points.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64)]
    points: i64,
}

/// What a transfer did.
#[derive(Serialize, ToSchema)]
pub struct PointTransferBody {
    /// What left the account.
    out: PointOperationBody,
    /// What arrived in the other one.
    into: PointOperationBody,
}

/// Let points go to another account.
///
/// Only where their type says so (`transferable`), and only to an account of the same type. They expire there when they would have
/// here, and pay what is owed there first. Send an `Idempotency-Key`, and a repeated request does nothing more.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), request_body = NewPointTransferBody, responses(
    (status = 201, description = "They are there", body = PointTransferBody),
    (status = 409, description = "The type does not let them go, the programme is not active, whose points they are has left it, or a customer was erased"),
    (status = 422, description = "The request is not valid, or there are not as many points"),
))]
#[post("/v1/point-accounts/{id}/transfers")]
pub async fn create_point_transfer(
    caller: Caller<access::create_point_transfer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointTransferBody>,
) -> Result<Created<PointTransferBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let NewPointTransferBody { to_account_id, points } = body.value;
    let from = PointAccountId::new(id.0);
    let transfer = PointTransfer { from, to: PointAccountId::new(to_account_id), points };
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (out, into) = transfer_points(tx, &environment, scope.actor(), transfer).await?;
            let body = PointTransferBody { out: out.into(), into: into.into() };
            Created::at(format!("/v1/point-accounts/{from}/operations"), &body)
        })
    })
    .await
}
