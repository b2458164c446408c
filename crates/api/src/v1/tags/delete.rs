//! `DELETE /v1/tags/{id}`.

use actix_web::{delete, web};
use regulars_customers::TagReads;
use regulars_flows::delete_tag as delete;
use regulars_kernel::TagId;
use regulars_segments::SegmentStore;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::tags::body::TagBody;

/// Delete a tag.
///
/// It is taken from every customer that has it; the customers stay. A tag that a segment names cannot be deleted, nor one
/// that the audience of a newsletter names that is neither sent nor cancelled.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f53")
), responses(
    (status = 204, description = "The tag is gone"),
    (status = 409, description = "Segments, newsletters, views or earning rules, listed in `users`, name it"),
))]
#[delete("/v1/tags/{id}")]
pub async fn delete_tag(
    caller: Caller<access::delete_tag>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (TagId::new(id.0), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Before the tag is locked, as whoever stores a filter does.
                tx.lock_segments().await?;
                let before = tx.find_tag(id).await?.ok_or_else(|| ApiError::not_found("tag"))?;
                if_match.check(&TagBody::from(before))?;
                delete(tx, &environment, id).await?;
                Ok(NoContent)
            })
        })
        .await
}
