//! `DELETE /v1/templates/{id}`.

use actix_web::{delete, web};
use regulars_flows::delete_template as delete;
use regulars_kernel::TemplateId;
use regulars_newsletters::{AvailableTemplate, own_template_for_change};

use super::body::TemplateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a template.
///
/// Only one that no newsletter has: a newsletter that was sent must look the same in a browser for ever.
#[utoipa::path(tag = "Templates", params(("id" = uuid::Uuid, Path, description = "The template's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f62")), responses(
    (status = 204, description = "The template is deleted"),
    (status = 409, description = "It is built in, or newsletters, listed in `users`, have it"),
))]
#[delete("/v1/templates/{id}")]
pub async fn delete_template(
    caller: Caller<access::delete_template>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = TemplateId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = own_template_for_change(tx, id).await?;
                if_match.check(&TemplateBody::from(AvailableTemplate::from(before.clone())))?;
                delete(tx, &environment, &before).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(NoContent)
}
