//! `GET /v1/programmes/{id}`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;

use super::body::ProgrammeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a programme.
///
/// What it is called, where it stands and where it holds. Its point types, earning rules and members are listed below it.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses((status = 200, description = "The programme", body = ProgrammeBody)))]
#[get("/v1/programmes/{id}")]
pub async fn get_programme(
    caller: Caller<access::get_programme>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ProgrammeBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    Ok(Single(ProgrammeBody::from(&programme)))
}
