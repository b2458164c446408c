//! `DELETE /v1/views/{id}`.

use actix_web::{delete, web};
use regulars_kernel::ViewId;
use regulars_segments::delete_view as delete;

use super::body::ViewBody;
use super::seen::{definitions_for, seen_view};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a view.
///
/// Everybody who sees a view can delete it. Files that were written by it stay.
#[utoipa::path(tag = "Views", params(("id" = uuid::Uuid, Path, description = "The view's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbd")),
    responses((status = 204, description = "The view is gone")))]
#[delete("/v1/views/{id}")]
pub async fn delete_view(
    caller: Caller<access::delete_view>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, by) = (ViewId::new(id.0), caller.scope().actor());
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let view = seen_view(tx, id, by).await?;
                let attributes = definitions_for(tx, std::slice::from_ref(&view)).await?;
                if_match.check(&ViewBody::new(&view, &attributes))?;
                Ok(delete(tx, &environment, &view).await.map(|()| NoContent)?)
            })
        })
        .await
}
