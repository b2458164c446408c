//! `GET /v1/customers/{id}/data-exports/{export_id}/file`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use futures_util::stream::try_unfold;
use regulars_audit::AuditTrail;
use regulars_consent::{ConsentLedgerReads, CustomerKey};
use regulars_flows::{DataExport, DataExportForm, DataExportReads, DataExportState};
use regulars_kernel::Scope;
use regulars_persistence::Database;
use regulars_service::HoldsCustomers;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::get::find;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
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
    /// In which form; JSON, where none is named.
    #[param(inline, example = "json")]
    format: Option<DataExportFormBody>,
}

/// Fetch an export of a customer's data.
///
/// The file, in the form that `format` names, as soon as `status` is `ready` and until `expires_at`. That it was fetched, and by whom, is noted (`GET /v1/audit-events`).
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("export_id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50"),
    DataExportFileParameters,
), responses(
    (status = 200, description = "The file", content(
        (serde_json::Value = "application/json"), (String = "text/html")
    )),
    (status = 409, description = "The file is not there yet, or no longer"),
))]
#[get("/v1/customers/{id}/data-exports/{export_id}/file")]
pub async fn get_data_export_file(
    caller: Caller<access::get_data_export_file>,
    application: web::Data<Application>,
    path: ExportInPath,
    parameters: Query<DataExportFileParameters>,
) -> Result<HttpResponse, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let sealing = application.sealing.clone();
    let form = match parameters.0.format.unwrap_or_default() {
        DataExportFormBody::Json => DataExportForm::Json,
        DataExportFormBody::Html => DataExportForm::Html,
    };
    let fetched = application.database.write(scope, move |tx| {
        Box::pin(async move {
            // Whoever notes something of a customer holds that one first.
            if !tx.hold_customer(path.customer).await? {
                return Err(ApiError::not_found("export"));
            }
            let export = find(tx, &path).await?;
            let state = export.state_at(environment.now());
            if state != DataExportState::Ready {
                return Err(ApiError::new(Code::Conflict, format!("there is no file: it is {state}")));
            }
            let sealed = tx.find_subject(path.customer).await?.and_then(|subject| subject.key);
            let sealed = sealed.ok_or_else(|| ApiError::not_found("export"))?;
            let key = sealing
                .open_customer_key(scope.merchant(), path.customer, &sealed)
                .map_err(ApiError::defect)?;
            tx.note(&environment, export.note_fetched(form)).await?;
            Ok::<_, ApiError>((export, key))
        })
    });
    let (export, key) = fetched.await?;
    let file = SealedFile { database: application.database.clone(), scope, export, form, key };
    Ok(file.answer())
}

/// A file whose parts are opened one after the other, as they leave.
struct SealedFile {
    database: Database,
    scope: Scope,
    export: DataExport,
    form: DataExportForm,
    key: CustomerKey,
}

impl SealedFile {
    fn answer(self) -> HttpResponse {
        let content_type = match self.form {
            DataExportForm::Json => "application/json",
            DataExportForm::Html => "text/html; charset=utf-8",
        };
        let name = format!("attachment; filename=\"personal-data.{}\"", self.form);
        let parts = try_unfold((self, 0), |(file, number): (Self, u32)| async move {
            let part = file.part(number).await.map_err(|error| std::io::Error::other(error.to_string()))?;
            Ok::<_, std::io::Error>(part.map(|part| (web::Bytes::from(part), (file, number + 1))))
        });
        HttpResponse::Ok()
            .content_type(content_type)
            .insert_header((header::CONTENT_DISPOSITION, name))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ))
            .streaming(parts)
    }

    /// Whoever erases the customer while the file is being sent breaks the answer off.
    async fn part(&self, number: u32) -> Result<Option<Vec<u8>>, ApiError> {
        let (export, form) = (self.export.clone(), self.form);
        let read = self
            .database
            .read(self.scope, async move |tx| {
                let part = tx.read_data_export_part(&export, form, number).await?;
                let is_there = part.is_some() || tx.find_data_export(export.id).await?.is_some();
                Ok::<_, ApiError>((part, is_there))
            })
            .await?;
        match read {
            (Some(sealed), _) => {
                let around = DataExport::surroundings(self.export.id, form, number);
                self.key.open(&around, &sealed).map(Some).map_err(ApiError::defect)
            }
            (None, true) => Ok(None),
            (None, false) => Err(ApiError::not_found("export")),
        }
    }
}
