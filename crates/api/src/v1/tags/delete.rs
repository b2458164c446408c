//! `DELETE /v1/tags/{id}`.

use actix_web::{delete, web};
use regulars_customers::TagStore;
use regulars_kernel::TagId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::tags::body::TagBody;

/// Delete a tag.
///
/// It is taken from every customer that has it; the customers stay.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f53")
), responses((status = 204, description = "The tag is gone")))]
#[delete("/v1/tags/{id}")]
pub async fn delete_tag(
    caller: Caller<access::delete_tag>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = TagId::new(id.0);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_tag(id).await?.ok_or_else(|| ApiError::not_found("tag"))?;
                if_match.check(&TagBody::from(before))?;
                if tx.delete_tag(id).await? { Ok(NoContent) } else { Err(ApiError::not_found("tag")) }
            })
        })
        .await
}
