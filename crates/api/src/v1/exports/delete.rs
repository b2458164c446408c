//! `DELETE /v1/exports/{id}`.

use actix_web::{delete, web};
use regulars_flows::withdraw_export;
use regulars_interchange::ExportStore;
use regulars_kernel::ExportId;

use super::body::ExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete the file of an export, or stop writing it.
///
/// Nobody can download it from that moment on. That it was there is told for 90 days.
#[utoipa::path(tag = "Exports", params(("id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0feb")),
    responses((status = 204, description = "The file is gone")))]
#[delete("/v1/exports/{id}")]
pub async fn delete_export(
    caller: Caller<access::delete_export>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (ExportId::new(id.0), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_export_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("export"))?;
                if_match.check(&ExportBody::from(before))?;
                withdraw_export(tx, &environment, id).await?;
                Ok(NoContent)
            })
        })
        .await
}
