//! `GET /v1/customers/{id}/data-exports/{export_id}`.

use actix_web::{get, web};
use regulars_flows::{DataExport, DataExportReads};

use super::body::DataExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::ExportInPath;
use crate::respond::Single;

/// Show an export of a customer's data.
///
/// Where it stands, and where it can be fetched.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("export_id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50"),
), responses((status = 200, description = "The export", body = DataExportBody)))]
#[get("/v1/customers/{id}/data-exports/{export_id}")]
pub async fn get_data_export(
    caller: Caller<access::get_data_export>,
    application: web::Data<Application>,
    path: ExportInPath,
) -> Result<Single<DataExportBody>, ApiError> {
    let now = caller.environment(&application).now();
    let found = application.database.read(caller.scope(), async move |tx| find(tx, &path).await);
    Ok(Single(DataExportBody::new(&found.await?, now)))
}

/// The export of that customer.
pub async fn find(store: &mut dyn DataExportReads, path: &ExportInPath) -> Result<DataExport, ApiError> {
    let found = store.find_data_export(path.export).await?;
    found.filter(|export| export.customer == path.customer).ok_or_else(|| ApiError::not_found("export"))
}
