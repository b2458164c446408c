//! `GET /v1/views/{id}`.

use actix_web::{get, web};
use regulars_kernel::ViewId;

use super::body::ViewBody;
use super::seen::{definitions_for, seen_view};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a view.
///
/// One that somebody else has made for themselves is not found.
#[utoipa::path(tag = "Views", params(("id" = uuid::Uuid, Path, description = "The view's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbc")),
    responses((status = 200, description = "The view", body = ViewBody)))]
#[get("/v1/views/{id}")]
pub async fn get_view(
    caller: Caller<access::get_view>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ViewBody>, ApiError> {
    let (id, by) = (ViewId::new(id.0), caller.scope().actor());
    application
        .database
        .read(caller.scope(), async move |tx| {
            let view = seen_view(tx, id, by).await?;
            let attributes = definitions_for(tx, std::slice::from_ref(&view)).await?;
            Ok(Single(ViewBody::new(&view, &attributes)))
        })
        .await
}
