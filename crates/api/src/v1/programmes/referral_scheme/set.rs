//! `PUT /v1/programmes/{id}/referral-scheme`.

use actix_web::{put, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::{ProgrammeStore, set_referral_scheme as set};
use serde::Deserialize;
use utoipa::ToSchema;

use super::scheme_body::{ProgrammeReferralsBody, ReferralSchemeBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// What inviting others is to bring.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"scheme": {
    "point_type": "points", "referrer_points": 200, "referred_points": 100, "minimum": 100_000, "within_days": 60,
    "return_days": 14, "cap": {"most": 10, "per": "month"}
}}))]
pub struct NewProgrammeReferralsBody {
    /// What it brings, as a whole; `null` for nothing.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    scheme: Option<ReferralSchemeBody>,
}

/// Set what inviting others brings.
///
/// As a whole. It is another version of the programme, and holds for whoever registers from now on: those who were invited before get
/// what was promised then. Only how many referrals are paid is looked up when they are.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewProgrammeReferralsBody, responses(
        (status = 200, description = "What it brings now", body = ProgrammeReferralsBody),
        (status = 409, description = "The programme is closed"),
    ))]
#[put("/v1/programmes/{id}/referral-scheme")]
pub async fn set_referral_scheme(
    caller: Caller<access::set_referral_scheme>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<NewProgrammeReferralsBody>,
) -> Result<Single<ProgrammeReferralsBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let scheme = body.value.scheme.map(ReferralSchemeBody::check).transpose();
    let scheme = scheme.map_err(|error| error.below("/scheme"))?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&ProgrammeReferralsBody::from(&before))?;
                let changed = set(tx, &environment, by, before, scheme).await;
                let changed = changed.map_err(|error| ApiError::from(error).below("/scheme"))?;
                Ok(Single(ProgrammeReferralsBody::from(&changed)))
            })
        })
        .await
}
