//! `GET /v1/customers/imports/mappings/{id}`.

use actix_web::{get, web};
use regulars_interchange::ImportMappingReads;
use regulars_kernel::ImportMappingId;

use super::body::ImportMappingBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a stored mapping.
///
/// What columns with these headings are about.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The mapping's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4")),
    responses((status = 200, description = "The mapping", body = ImportMappingBody)))]
#[get("/v1/customers/imports/mappings/{id}")]
pub async fn get_import_mapping(
    caller: Caller<access::get_import_mapping>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ImportMappingBody>, ApiError> {
    let id = ImportMappingId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            let mapping = tx.find_mapping(id).await?.ok_or_else(|| ApiError::not_found("mapping"))?;
            Ok(Single(ImportMappingBody::from(mapping)))
        })
        .await
}
