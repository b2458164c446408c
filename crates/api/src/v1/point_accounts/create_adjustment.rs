//! `POST /v1/point-accounts/{id}/adjustments`.

use actix_web::{post, web};
use regulars_kernel::{PointAccountId, StoreError};
use regulars_loyalty::{PointReads, ProgrammeReads, adjust_points};
use regulars_persistence::WriteTx;

use super::adjustment_body::NewPointAdjustmentBody;
use super::operation_body::PointOperationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Credit or debit points.
///
/// With a reason, and under your name. What is credited pays what is owed first. No more is debited than there is: `available`
/// of the problem says how much that is. Send an `Idempotency-Key`, and a repeated request does nothing more.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), request_body = NewPointAdjustmentBody, responses(
    (status = 201, description = "Credited or debited", body = PointOperationBody),
    (status = 422, description = "The request is not valid, or there are not as many points"),
))]
#[post("/v1/point-accounts/{id}/adjustments")]
pub async fn create_point_adjustment(
    caller: Caller<access::create_point_adjustment>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointAdjustmentBody>,
) -> Result<Created<PointOperationBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = PointAccountId::new(id.0);
    let adjustment = body.value.check(id)?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let version = version_of_programme(tx, id).await?;
            let (_, operation) = adjust_points(tx, &environment, scope.actor(), version, &adjustment).await?;
            Created::at(format!("/v1/point-accounts/{id}/operations"), &PointOperationBody::from(operation))
        })
    })
    .await
}

/// The version of the programme of an account, which explains what is done now.
pub(super) async fn version_of_programme(tx: &mut WriteTx, account: PointAccountId) -> Result<u32, ApiError> {
    let found = tx.find_point_account(account).await?;
    let account = found.ok_or_else(|| ApiError::not_found("point account"))?.account;
    let programme = tx.find_programme(account.programme).await?;
    let gone = || StoreError::inconsistent("point_accounts", "the programme of one is gone");
    Ok(programme.ok_or_else(gone)?.version)
}
