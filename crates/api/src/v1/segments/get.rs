//! `GET /v1/segments/{id}`.

use actix_web::{get, web};
use regulars_segments::get_segment as get;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::segments::body::SegmentBody;
use crate::v1::segments::path::SegmentPath;

/// Show a segment.
///
/// Its name and its filter. Who is in it, `GET /v1/segments/{id}/customers` lists.
#[utoipa::path(tag = "Segments", params(
    ("id" = String, Path, description = "The segment's id, or the key of a built-in one", example = "lost")
), responses((status = 200, description = "The segment", body = SegmentBody)))]
#[get("/v1/segments/{id}")]
pub async fn get_segment(
    caller: Caller<access::get_segment>,
    application: web::Data<Application>,
    segment: SegmentPath,
) -> Result<Single<SegmentBody>, ApiError> {
    let segment = application.database.read(caller.scope(), async move |tx| get(tx, segment.0).await).await?;
    let segment = segment.ok_or_else(|| ApiError::not_found("segment"))?;
    Ok(Single(segment.in_language(caller.facts().locale.language()).into()))
}
