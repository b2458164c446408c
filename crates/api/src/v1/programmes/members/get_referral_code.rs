//! `GET /v1/programmes/{id}/members/{membership_id}/referral-code`.

use actix_web::{get, web};
use regulars_loyalty::{ProgrammeReads, ReferralReads};

use super::referral_code_body::ReferralCodeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::ProgrammeMembershipInPath;
use crate::respond::Single;

/// Show the referral code of a member.
///
/// The code by which the member invites others. One who has none yet gets it by the POST.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")
), responses((status = 200, description = "The code", body = ReferralCodeBody)))]
#[get("/v1/programmes/{id}/members/{membership_id}/referral-code")]
pub async fn get_referral_code(
    caller: Caller<access::get_referral_code>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
) -> Result<Single<ReferralCodeBody>, ApiError> {
    let ProgrammeMembershipInPath { programme, membership } = path;
    let found = application.database.read(caller.scope(), async move |tx| {
        let found = tx.find_programme_membership(programme, membership).await?;
        let membership = found.ok_or_else(|| ApiError::not_found("membership"))?;
        Ok::<_, ApiError>(tx.referral_code_of(programme, membership.customer).await?)
    });
    let code = found.await?.ok_or_else(|| ApiError::not_found("referral code"))?;
    Ok(Single(code.into()))
}
