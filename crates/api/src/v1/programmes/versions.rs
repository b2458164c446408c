//! `GET /v1/programmes/{id}/versions`.

use actix_web::{get, web};
use regulars_kernel::{PageRequest, ProgrammeId};
use regulars_loyalty::ProgrammeReads;
use serde_json::json;

use super::version_body::ProgrammeVersionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the versions of a programme.
///
/// What it does and did, the newest first. Operations of points name the version that explains them.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"), PageParameters),
    responses((status = 200, description = "A page of versions", body = List<ProgrammeVersionBody>)))]
#[get("/v1/programmes/{id}/versions")]
pub async fn list_programme_versions(
    caller: Caller<access::list_programme_versions>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<ProgrammeVersionBody>, ApiError> {
    let (id, currency) = (ProgrammeId::new(id.0), caller.facts().currency);
    let after = page.0.cursor.as_deref().map(parse_cursor::<u32>).transpose()?;
    let page = PageRequest { size: page.0.size()?, after };
    let versions = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_programme(id).await?.ok_or_else(|| ApiError::not_found("programme"))?;
            tx.list_programme_versions(id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(versions, |version| ProgrammeVersionBody::new(&version, currency), |version| json!(version)))
}
