//! `DELETE /v1/web-forms/{id}`.

use actix_web::{delete, web};
use regulars_kernel::WebFormId;
use regulars_service::{WebFormReads, delete_web_form as delete};

use super::body::WebFormBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a form.
///
/// Its page is gone. What came through it stays on record.
#[utoipa::path(tag = "Web forms", params(
    ("id" = uuid::Uuid, Path, description = "The form's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e81")
), responses((status = 204, description = "The form is gone")))]
#[delete("/v1/web-forms/{id}")]
pub async fn delete_web_form(
    caller: Caller<access::delete_web_form>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (id, shown) = (WebFormId::new(id.0), application.clone());
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let before = tx.find_web_form(id).await?.ok_or_else(|| ApiError::not_found("form"))?;
                if_match.check(&WebFormBody::new(before.clone(), scope.merchant(), &shown))?;
                delete(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}
