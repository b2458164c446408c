//! `DELETE /v1/customers/imports/mappings/{id}`.

use actix_web::{delete, web};
use regulars_interchange::{ImportMappingReads, delete_mapping};
use regulars_kernel::ImportMappingId;

use super::body::ImportMappingBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a stored mapping.
///
/// Imports that went by it stay as they are.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The mapping's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb5")),
    responses((status = 204, description = "The mapping is gone")))]
#[delete("/v1/customers/imports/mappings/{id}")]
pub async fn delete_import_mapping(
    caller: Caller<access::delete_import_mapping>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = ImportMappingId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let mapping = tx.find_mapping(id).await?.ok_or_else(|| ApiError::not_found("mapping"))?;
                if_match.check(&ImportMappingBody::from(mapping.clone()))?;
                Ok(delete_mapping(tx, &environment, &mapping).await.map(|()| NoContent)?)
            })
        })
        .await
}
