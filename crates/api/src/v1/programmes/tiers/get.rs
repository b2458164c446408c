//! `GET /v1/programmes/{id}/tiers`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;

use super::scheme_body::ProgrammeTiersBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show the tiers of a programme.
///
/// By what members come into which tier, how long they keep it, and for how many days they may give goods back.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses((status = 200, description = "The tiers", body = ProgrammeTiersBody)))]
#[get("/v1/programmes/{id}/tiers")]
pub async fn get_programme_tiers(
    caller: Caller<access::get_programme_tiers>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ProgrammeTiersBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    Ok(Single(ProgrammeTiersBody::from(&programme)))
}
