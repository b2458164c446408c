//! `GET /v1/exports`.

use actix_web::{get, web};
use regulars_interchange::ExportReads;
use regulars_kernel::ExportId;

use super::body::ExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the exports.
///
/// The newest first. That there was a file, and how many rows it had, is told for 90 days.
#[utoipa::path(tag = "Exports", params(PageParameters), responses(
    (status = 200, description = "A page of exports", body = List<ExportBody>)
))]
#[get("/v1/exports")]
pub async fn list_exports(
    caller: Caller<access::list_exports>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ExportBody>, ApiError> {
    let page = page.0.by_id(ExportId::new)?;
    let exports = application
        .database
        .read(caller.scope(), async move |tx| ExportReads::list_exports(tx, page).await)
        .await?;
    Ok(List::of(exports, ExportBody::from, |id| id.to_string().into()))
}
