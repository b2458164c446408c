//! `GET /v1/programmes/{id}/point-types`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::PointTypeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// Every point type of a programme.
#[derive(Serialize, ToSchema)]
pub struct PointTypeListBody {
    /// The point types.
    #[schema(max_items = 20)]
    items: Vec<PointTypeBody>,
}

/// List the point types of a programme.
///
/// All of them, in the order in which they were made.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses((status = 200, description = "The point types", body = PointTypeListBody)))]
#[get("/v1/programmes/{id}/point-types")]
pub async fn list_point_types(
    caller: Caller<access::list_point_types>,
    application: web::Data<Application>,
    id: Id,
) -> Result<web::Json<PointTypeListBody>, ApiError> {
    let (id, currency) = (ProgrammeId::new(id.0), caller.facts().currency);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    let kinds = programme.configuration.point_types.iter();
    Ok(web::Json(PointTypeListBody { items: kinds.map(|kind| PointTypeBody::new(kind, currency)).collect() }))
}
