//! `DELETE /v1/newsletters/{id}`.

use actix_web::{delete, web};
use regulars_kernel::NewsletterId;
use regulars_newsletters::{NewsletterReads, delete_newsletter as delete_draft};

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a draft.
///
/// Only drafts can be deleted. Whatever was sent stays on record.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd1")), responses(
    (status = 204, description = "The draft is deleted"),
    (status = 409, description = "It is not a draft"),
))]
#[delete("/v1/newsletters/{id}")]
pub async fn delete_newsletter(
    caller: Caller<access::delete_newsletter>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = NewsletterId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before =
                    tx.find_newsletter(id).await?.ok_or_else(|| ApiError::not_found("newsletter"))?;
                if_match.check(&NewsletterBody::from(before.clone()))?;
                delete_draft(tx, &environment, &before).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(NoContent)
}
