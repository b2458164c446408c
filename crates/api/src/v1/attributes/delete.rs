//! `DELETE /v1/attributes/{id}`.

use actix_web::{delete, web};
use regulars_customers::AttributeReads;
use regulars_flows::delete_attribute as delete;
use regulars_kernel::AttributeId;
use regulars_segments::SegmentStore;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::attributes::body::AttributeBody;

/// Delete a custom attribute.
///
/// No customer has it any more from that moment on. Its values are taken away one after the other; until they are, the quick
/// search may still find a customer by one. An attribute that a segment compares cannot be deleted, nor one that a newsletter
/// compares in its audience or names in its texts that is neither sent nor cancelled.
#[utoipa::path(tag = "Attributes", params(
    ("id" = uuid::Uuid, Path, description = "The attribute's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e16")
), responses(
    (status = 204, description = "The attribute is gone"),
    (status = 409, description = "Segments, newsletters, views or earning rules, listed in `users`, compare or name it"),
))]
#[delete("/v1/attributes/{id}")]
pub async fn delete_attribute(
    caller: Caller<access::delete_attribute>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = AttributeId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Before the attribute is locked, as whoever stores a filter does.
                tx.lock_segments().await?;
                let before = tx.find_attribute(id).await?.ok_or_else(|| ApiError::not_found("attribute"))?;
                if_match.check(&AttributeBody::from(before))?;
                delete(tx, &environment, id).await?;
                Ok(NoContent)
            })
        })
        .await
}
