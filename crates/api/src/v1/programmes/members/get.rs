//! `GET /v1/programmes/{id}/members/{membership_id}`.

use actix_web::{get, web};
use regulars_loyalty::ProgrammeReads;

use super::body::ProgrammeMemberBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::ProgrammeMembershipInPath;
use crate::respond::Single;

/// Show a member of a programme.
///
/// Since when somebody is in it, and in which tier, with what is missing for the next one. Who has left is shown, too.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")
), responses((status = 200, description = "The member", body = ProgrammeMemberBody)))]
#[get("/v1/programmes/{id}/members/{membership_id}")]
pub async fn get_programme_member(
    caller: Caller<access::get_programme_member>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
) -> Result<Single<ProgrammeMemberBody>, ApiError> {
    let (calendar, now) = (caller.facts().calendar, caller.environment(&application).now());
    application
        .database
        .read(caller.scope(), async move |tx| {
            let ProgrammeMembershipInPath { programme, membership } = path;
            let found = tx.find_programme_membership(programme, membership).await?;
            let membership = found.ok_or_else(|| ApiError::not_found("membership"))?;
            shown(tx, membership, &calendar, now).await.map(Single)
        })
        .await
}
