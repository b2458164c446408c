//! `DELETE /v1/programmes/{id}`.

use actix_web::{delete, web};
use regulars_flows::delete_unused_programme;
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeStore;
use regulars_segments::SegmentStore;

use super::body::ProgrammeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a programme.
///
/// Only a draft: what was earned stays explained by its programme. One that is no draft any more is closed instead.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c51")), responses(
    (status = 204, description = "The programme is deleted"),
    (status = 409, description = "It is no draft any more, `reason` is its state, or rewards that cost its points, and segments, \
        newsletters and views that ask for it, are listed in `users`"),
))]
#[delete("/v1/programmes/{id}")]
pub async fn delete_programme(
    caller: Caller<access::delete_programme>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = ProgrammeId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Nobody begins to ask for it meanwhile.
                tx.lock_segments().await?;
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&ProgrammeBody::from(&before))?;
                delete_unused_programme(tx, &environment, &before).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(NoContent)
}
