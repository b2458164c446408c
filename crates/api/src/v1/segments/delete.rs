//! `DELETE /v1/segments/{id}`.

use actix_web::{delete, web};
use regulars_flows::delete_unused_segment as delete;
use regulars_segments::get_segment;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::IfMatch;
use crate::respond::NoContent;
use crate::v1::segments::body::SegmentBody;
use crate::v1::segments::path::SegmentPath;

/// Delete a segment.
///
/// The customers in it stay. A segment that another one refers to cannot be deleted, nor one that a newsletter is meant
/// for that is neither sent nor cancelled, nor a built-in group.
#[utoipa::path(tag = "Segments", params(
    ("id" = String, Path, description = "The segment's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa1")
), responses(
    (status = 204, description = "The segment is gone"),
    (status = 409, description = "Segments, newsletters, views, coupon campaigns or earning rules, listed in `users`, refer to it, or it is a built-in one"),
))]
#[delete("/v1/segments/{id}")]
pub async fn delete_segment(
    caller: Caller<access::delete_segment>,
    application: web::Data<Application>,
    segment: SegmentPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = get_segment(tx, segment.0).await?;
                    let before = before.ok_or_else(|| ApiError::not_found("segment"))?;
                    if_match.check(&SegmentBody::from(before))?;
                }
                delete(tx, &environment, segment.0).await?;
                Ok(NoContent)
            })
        })
        .await
}
