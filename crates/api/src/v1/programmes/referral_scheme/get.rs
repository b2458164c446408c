//! `GET /v1/programmes/{id}/referral-scheme`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;

use super::scheme_body::ProgrammeReferralsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show what inviting others brings.
///
/// How many points both get, and for what.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses((status = 200, description = "What it brings", body = ProgrammeReferralsBody)))]
#[get("/v1/programmes/{id}/referral-scheme")]
pub async fn get_referral_scheme(
    caller: Caller<access::get_referral_scheme>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ProgrammeReferralsBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    Ok(Single(ProgrammeReferralsBody::from(&programme)))
}
