//! `GET /v1/programmes/{id}/point-types/{code}`.

use actix_web::{get, web};
use regulars_loyalty::ProgrammeReads;

use super::body::{PointTypeBody, shown};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::PointTypeInPath;
use crate::respond::Single;

/// Show a point type.
///
/// What it is worth, when it expires, and how it is rounded.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("code" = String, Path, description = "The point type's code", example = "points")
), responses((status = 200, description = "The point type", body = PointTypeBody)))]
#[get("/v1/programmes/{id}/point-types/{code}")]
pub async fn get_point_type(
    caller: Caller<access::get_point_type>,
    application: web::Data<Application>,
    path: PointTypeInPath,
) -> Result<Single<PointTypeBody>, ApiError> {
    let PointTypeInPath { programme: id, code } = path;
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    Ok(Single(shown(&programme, &code, caller.facts().currency)?))
}
