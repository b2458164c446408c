//! `GET /v1/segments`.

use actix_web::{get, web};
use regulars_kernel::SegmentId;
use regulars_segments::list_segments as list;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::segments::body::SegmentBody;

/// List segments.
///
/// The built-in groups first, then the merchant's own from the oldest to the newest.
#[utoipa::path(tag = "Segments", params(PageParameters), responses(
    (status = 200, description = "A page of segments", body = List<SegmentBody>)
))]
#[get("/v1/segments")]
pub async fn list_segments(
    caller: Caller<access::list_segments>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<SegmentBody>, ApiError> {
    let page = page.0.by_id(SegmentId::new)?;
    let language = caller.facts().locale.language();
    let segments =
        application.database.read_heavily(caller.scope(), async move |tx| list(tx, page).await).await?;
    Ok(List::of(segments, |segment| segment.in_language(language).into(), |id| id.to_string().into()))
}
