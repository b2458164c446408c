//! `PUT /v1/programmes/{id}/members/{membership_id}/tier-lock`.

use actix_web::{put, web};
use chrono::{DateTime, Utc};
use regulars_loyalty::{
    LockedTierOf, NewTierLock, Programme, ProgrammeMembership, ProgrammeReads, TierCode, lock_tier,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ProgrammeMemberBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, IfMatch, ProgrammeMembershipInPath};
use crate::respond::Single;
use crate::v1::programmes::names::TierLockReasonBody;

/// A tier to be fixed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"tier": "gold", "reason": "agreement", "until": "2099-12-31T23:00:00Z"}))]
pub struct NewTierLockBody {
    /// The code of the tier.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    tier: String,
    /// Why.
    reason: TierLockReasonBody,
    /// Until when; for as long as nobody ends it where nothing is said.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    until: Option<DateTime<Utc>>,
}

impl NewTierLockBody {
    fn check(self) -> Result<NewTierLock, ApiError> {
        let mut invalid = Invalid::default();
        let tier = invalid.check("/tier", self.tier.parse::<TierCode>());
        let (tier, reason) = (invalid.finish_with(tier)?, self.reason.into());
        Ok(NewTierLock { tier, reason, until: self.until })
    }
}

/// Lock the tier of a member.
///
/// Whatever is bought, the member is in that tier until the lock ends. What is bought counts meanwhile, and the tier is reckoned from
/// it again then. Another lock takes the place of the one before.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")
), request_body = NewTierLockBody,
    responses((status = 200, description = "The member as it is now", body = ProgrammeMemberBody)))]
#[put("/v1/programmes/{id}/members/{membership_id}/tier-lock")]
pub async fn lock_member_tier(
    caller: Caller<access::lock_member_tier>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
    if_match: IfMatch,
    body: Body<NewTierLockBody>,
) -> Result<Single<ProgrammeMemberBody>, ApiError> {
    let new = body.value.check()?;
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
                lock_tier(tx, &environment, &of, new).await?;
                shown(tx, membership, &calendar, environment.now()).await.map(Single)
            })
        })
        .await
}

/// A membership that has not ended, with its programme.
pub(super) async fn member_of<Tx: ProgrammeReads>(
    tx: &mut Tx,
    path: &ProgrammeMembershipInPath,
) -> Result<(Programme, ProgrammeMembership), ApiError> {
    let programme = tx.find_programme(path.programme).await?;
    let programme = programme.ok_or_else(|| ApiError::not_found("programme"))?;
    let membership = tx.find_programme_membership(path.programme, path.membership).await?;
    let membership = membership.filter(|membership| membership.left_at.is_none());
    Ok((programme, membership.ok_or_else(|| ApiError::not_found("membership"))?))
}
