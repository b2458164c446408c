//! `GET /v1/point-accounts/{id}`.

use actix_web::{get, web};
use regulars_kernel::PointAccountId;
use regulars_loyalty::{OpenAccount, PointReads};

use super::body::PointAccountBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an account of points.
///
/// What it has now, in which lots, and what expires when. What has expired by now is not there any more, and what has become
/// available can be spent, whether or not that stands in the ledger already.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), responses((status = 200, description = "The account", body = PointAccountBody)))]
#[get("/v1/point-accounts/{id}")]
pub async fn get_point_account(
    caller: Caller<access::get_point_account>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PointAccountBody>, ApiError> {
    let id = PointAccountId::new(id.0);
    let now = caller.environment(&application).now();
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_point_account(id).await).await?;
    let found = found.ok_or_else(|| ApiError::not_found("point account"))?;
    Ok(Single(OpenAccount::settled(found, now).into()))
}
