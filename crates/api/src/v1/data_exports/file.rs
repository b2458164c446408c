//! `GET /v1/customers/{id}/data-exports/{export_id}/file`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use futures_util::stream::try_unfold;
use regulars_consent::{ConsentLedgerReads, CustomerKey};
use regulars_flows::{DataExport, DataExportForm, DataExportReads};
use regulars_kernel::{CustomerId, DataExportId, Scope};
use regulars_persistence::Database;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::get::find;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{ExportInPath, Query};

/// In which form the data is wanted.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataExportFormBody {
    /// JSON, for programs.
    #[default]
    Json,
    /// HTML, to be read.
    Html,
}

/// Which file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DataExportFileParameters {
    /// In which form.
    #[serde(default)]
    #[param(inline, default = "json", example = "json")]
    format: DataExportFormBody,
}

/// Fetch an export of a customer's data.
///
/// The file, in the form that `format` names. It answers 404 before it is made, once it has expired, and when the customer is
/// erased.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f46"),
    ("export_id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbb"),
    DataExportFileParameters,
), responses((status = 200, description = "The file", content(
    (serde_json::Value = "application/json"), (String = "text/html")
))))]
#[get("/v1/customers/{id}/data-exports/{export_id}/file")]
pub async fn get_data_export_file(
    caller: Caller<access::get_data_export_file>,
    application: web::Data<Application>,
    path: ExportInPath,
    parameters: Query<DataExportFileParameters>,
) -> Result<HttpResponse, ApiError> {
    let (customer, id) = (CustomerId::new(path.customer), DataExportId::new(path.export));
    let (scope, now) = (caller.scope(), caller.environment(&application).now());
    let sealing = application.sealing.clone();
    let read = application.database.read(scope, async move |tx| {
        let export = find(tx, customer, id).await?;
        let subject = tx.find_subject(customer).await?;
        let sealed = subject.and_then(|subject| subject.key).filter(|_| export.is_there(now));
        let sealed = sealed.ok_or_else(|| ApiError::not_found("export"))?;
        sealing.open_customer_key(scope.merchant(), customer, &sealed).map_err(ApiError::defect)
    });
    let key = read.await?;
    let (form, content_type, ending) = match parameters.0.format {
        DataExportFormBody::Json => (DataExportForm::Json, "application/json", "json"),
        DataExportFormBody::Html => (DataExportForm::Html, "text/html; charset=utf-8", "html"),
    };
    let file = SealedFile { database: application.database.clone(), scope, id, form, key };
    let parts = try_unfold((file, 0), |(file, number): (SealedFile, u32)| async move {
        let part = file.part(number).await.map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok::<_, std::io::Error>(part.map(|part| (web::Bytes::from(part), (file, number + 1))))
    });
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"personal-data.{ending}\""),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ))
        .streaming(parts))
}

/// A file whose parts are opened one after the other, as they leave.
struct SealedFile {
    database: Database,
    scope: Scope,
    id: DataExportId,
    form: DataExportForm,
    key: CustomerKey,
}

impl SealedFile {
    async fn part(&self, number: u32) -> Result<Option<Vec<u8>>, ApiError> {
        let (id, form) = (self.id, self.form);
        let read =
            self.database.read(self.scope, async move |tx| tx.read_export_part(id, form, number).await);
        let Some(sealed) = read.await? else { return Ok(None) };
        let around = DataExport::surroundings(id, form, number);
        self.key.open(&around, &sealed).map(Some).map_err(ApiError::defect)
    }
}
