//! `POST /v1/programmes/{id}/members/{membership_id}/referral-code`.

use actix_web::{post, web};
use regulars_loyalty::{ProgrammeReads, obtain_referral_code};

use super::referral_code_body::ReferralCodeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::ProgrammeMembershipInPath;
use crate::respond::Single;

/// Get the referral code of a member.
///
/// The code by which the member invites others: it is made the first time, and is the same ever after. Whoever registers sends it as
/// `referral_code`, or opens the registration page with `?referral_code=` behind its address.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a")
), responses(
    (status = 200, description = "The code", body = ReferralCodeBody),
    (status = 409, description = "The customer is not in the programme any more"),
))]
#[post("/v1/programmes/{id}/members/{membership_id}/referral-code")]
pub async fn create_referral_code(
    caller: Caller<access::create_referral_code>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
) -> Result<Single<ReferralCodeBody>, ApiError> {
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let ProgrammeMembershipInPath { programme, membership } = path;
                let found = tx.find_programme_membership(programme, membership).await?;
                let membership = found.ok_or_else(|| ApiError::not_found("membership"))?;
                let (code, _) = obtain_referral_code(tx, &environment, &membership).await?;
                Ok(Single(code.into()))
            })
        })
        .await
}
