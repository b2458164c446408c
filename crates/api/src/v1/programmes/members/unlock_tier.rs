//! `DELETE /v1/programmes/{id}/members/{membership_id}/tier-lock`.

use actix_web::{delete, web};
use regulars_loyalty::{LockedTierOf, unlock_tier};

use super::lock_tier::member_of;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{IfMatch, ProgrammeMembershipInPath};
use crate::respond::NoContent;

/// Unlock the tier of a member.
///
/// It is reckoned from what was bought again, at once.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")
), responses((status = 204, description = "The tier is no longer locked")))]
#[delete("/v1/programmes/{id}/members/{membership_id}/tier-lock")]
pub async fn unlock_member_tier(
    caller: Caller<access::unlock_member_tier>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (environment, actor) = (caller.environment(&application), caller.scope().actor());
    let calendar = caller.facts().calendar;
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let (programme, membership) = member_of(tx, &path).await?;
                if_match.check(&shown(tx, membership.clone(), &calendar, environment.now()).await?)?;
                let of = LockedTierOf {
                    programme: &programme,
                    membership: &membership,
                    calendar: &calendar,
                    actor,
                };
                unlock_tier(tx, &environment, &of).await?;
                Ok(NoContent)
            })
        })
        .await
}
