//! `DELETE /v1/programmes/{id}/members/{membership_id}`.

use actix_web::{delete, web};
use regulars_loyalty::{ProgrammeReads, leave_programme};

use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{IfMatch, ProgrammeMembershipInPath};
use crate::respond::NoContent;

/// Take a customer out of a programme.
///
/// The points stay on their accounts, but nothing is earned any more, and a receipt does not bring the customer in again by itself.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5b")
), responses((status = 204, description = "The membership has ended")))]
#[delete("/v1/programmes/{id}/members/{membership_id}")]
pub async fn delete_programme_member(
    caller: Caller<access::delete_programme_member>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (environment, calendar) = (caller.environment(&application), caller.facts().calendar);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let ProgrammeMembershipInPath { programme, membership } = path;
                let before = tx.find_programme_membership(programme, membership).await?;
                let before = before.ok_or_else(|| ApiError::not_found("membership"))?;
                if_match.check(&shown(tx, before, &calendar, environment.now()).await?)?;
                leave_programme(tx, &environment, programme, membership).await?;
                Ok(NoContent)
            })
        })
        .await
}
