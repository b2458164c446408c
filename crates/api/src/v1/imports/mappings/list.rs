//! `GET /v1/customers/imports/mappings`.

use actix_web::{get, web};
use regulars_interchange::ImportMappingReads;
use regulars_kernel::ImportMappingId;

use super::body::ImportMappingBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List stored mappings.
///
/// What the columns of files are about, the oldest first.
#[utoipa::path(tag = "Imports", params(PageParameters), responses(
    (status = 200, description = "A page of mappings", body = List<ImportMappingBody>)
))]
#[get("/v1/customers/imports/mappings")]
pub async fn list_import_mappings(
    caller: Caller<access::list_import_mappings>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ImportMappingBody>, ApiError> {
    let page = page.0.by_id(ImportMappingId::new)?;
    let read = application.database.read(caller.scope(), async move |tx| tx.list_mappings(page).await);
    Ok(List::of(read.await?, ImportMappingBody::from, |id| id.to_string().into()))
}
