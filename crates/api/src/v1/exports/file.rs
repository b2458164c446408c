//! `GET /v1/exports/{id}/file`.

use actix_web::{HttpResponse, get, web};
use regulars_interchange::ExportReads;
use regulars_kernel::ExportId;

use super::download::{file_answer, file_of};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Id;

/// Download the file of an export.
///
/// As soon as `state` is `ready`, and until `expires_at`. `POST /v1/exports/{id}/links` makes a link that a browser can
/// follow without a credential.
#[utoipa::path(tag = "Exports", params(("id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")),
    responses(
        (status = 200, description = "The file", content(
            (Vec<u8> = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        (status = 409, description = "The file is not there yet, or no longer"),
    ))]
#[get("/v1/exports/{id}/file")]
pub async fn get_export_file(
    caller: Caller<access::get_export_file>,
    application: web::Data<Application>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    let (id, now) = (ExportId::new(id.0), caller.environment(&application).now());
    let file = application
        .database
        .read(caller.scope(), async move |tx| {
            let export = tx.find_export(id).await?.ok_or_else(|| ApiError::not_found("export"))?;
            let state = export.state;
            let file = file_of(tx, export, now).await?;
            file.ok_or_else(|| ApiError::new(Code::Conflict, format!("there is no file: it is {state}")))
        })
        .await?;
    file_answer(&application.database, caller.scope(), file)
}
