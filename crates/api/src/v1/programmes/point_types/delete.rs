//! `DELETE /v1/programmes/{id}/point-types/{code}`.

use actix_web::{delete, web};
use regulars_flows::delete_unused_point_type;
use regulars_loyalty::ProgrammeStore;
use regulars_segments::SegmentStore;

use super::body::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{IfMatch, PointTypeInPath};
use crate::respond::NoContent;

/// Delete a point type.
///
/// Only one that no earning rule gives, that no reward costs, that no filter asks for, that no bulk accrual is to give,
/// and that no customer has. It is another version
/// of the programme.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("code" = String, Path, description = "The point type's code", example = "stamps")
), responses(
    (status = 204, description = "The point type is deleted"),
    (status = 409, description = "Earning rules, bulk accruals, rewards, segments, newsletters and views, listed in `users`, give it, cost it or ask for it, or customers have it"),
))]
#[delete("/v1/programmes/{id}/point-types/{code}")]
pub async fn delete_point_type(
    caller: Caller<access::delete_point_type>,
    application: web::Data<Application>,
    path: PointTypeInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (PointTypeInPath { programme: id, code }, currency) = (path, caller.facts().currency);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Nobody begins to ask for it meanwhile.
                tx.lock_segments().await?;
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&shown(&before, &code, currency)?)?;
                delete_unused_point_type(tx, &environment, by, before, &code).await?;
                Ok(NoContent)
            })
        })
        .await
}
