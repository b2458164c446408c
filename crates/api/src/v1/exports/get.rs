//! `GET /v1/exports/{id}`.

use actix_web::{get, web};
use regulars_interchange::ExportReads;
use regulars_kernel::ExportId;

use super::body::ExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an export.
///
/// How many rows are written, and whether the file is there.
#[utoipa::path(tag = "Exports", params(("id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")),
    responses((status = 200, description = "The export", body = ExportBody)))]
#[get("/v1/exports/{id}")]
pub async fn get_export(
    caller: Caller<access::get_export>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ExportBody>, ApiError> {
    let id = ExportId::new(id.0);
    let read = application.database.read(caller.scope(), async move |tx| tx.find_export(id).await);
    let export = read.await?.ok_or_else(|| ApiError::not_found("export"))?;
    Ok(Single(export.into()))
}
