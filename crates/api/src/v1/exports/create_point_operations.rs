//! `POST /v1/point-accounts/{id}/operations/exports`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_flows::{ExportRequest, MeantPointOperations, NewExport, begin_export};
use regulars_interchange::PointColumn;
use regulars_kernel::{Language, PointAccountId};
use regulars_loyalty::{OperationKind, PointReads, PointScale, ProgrammeReads};
use regulars_persistence::WriteTx;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{ExportBody, ExportFormatBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey, require_order};
use crate::respond::{Created, Once};
use crate::v1::point_accounts::operation_body::PointOperationKindBody;

/// Which operations, and which kind of file. The filters are those of the list of operations.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "format": "csv"}))]
pub struct NewPointOperationExportBody {
    /// Only those recorded from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only those recorded before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    until: Option<DateTime<Utc>>,
    /// Only those of that kind.
    #[serde(default)]
    kind: Option<PointOperationKindBody>,
    /// The kind of file.
    format: ExportFormatBody,
}

impl NewPointOperationExportBody {
    /// The file of an account whose points have that many decimals, with headings in that language.
    fn file(self, account: PointAccountId, scale: PointScale, language: Language) -> NewExport {
        let kind = self.kind.map(|kind| OperationKind::from(kind).name().to_owned());
        let request = ExportRequest::PointOperations(MeantPointOperations {
            account: account.value(),
            decimals: scale.decimals(),
            kind,
            from: self.from,
            until: self.until,
        });
        let headings = PointColumn::ALL.iter().map(|column| column.heading(language)).collect();
        NewExport { request, format: self.format.into(), headings }
    }
}

/// Write the ledger of an account of points into a file.
///
/// A job writes an XLSX or a CSV with a row for each line of the ledger, the newest first. Points are told with their decimals.
/// Follow it with `GET /v1/exports/{id}`, then take `GET /v1/exports/{id}/file`.
#[utoipa::path(tag = "Exports", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), request_body = NewPointOperationExportBody, responses(
    (status = 202, description = "Taken; a job writes the file", body = ExportBody),
    (status = 409, description = "There are 50 files already"),
))]
#[post("/v1/point-accounts/{id}/operations/exports")]
pub async fn create_point_operation_export(
    caller: Caller<access::create_point_operation_export>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointOperationExportBody>,
) -> Result<Created<ExportBody>, ApiError> {
    let (once, new) = (Once::new(key, body.fingerprint), body.value);
    require_order(new.from, new.until, "/until")?;
    let (id, language) = (PointAccountId::new(id.0), caller.facts().locale.language());
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let scale = scale_of(tx, id).await?;
            let export = begin_export(tx, &environment, by, new.file(id, scale, language)).await?;
            let location = Some(format!("/v1/jobs/{}", export.job));
            Created::with_status(StatusCode::ACCEPTED, location, &ExportBody::from(export))
        })
    })
    .await
}

/// How many decimals the points of an account have.
async fn scale_of(tx: &mut WriteTx, account: PointAccountId) -> Result<PointScale, ApiError> {
    let found = tx.find_point_account(account).await?;
    let account = found.ok_or_else(|| ApiError::not_found("point account"))?.account;
    let programme = tx.find_programme(account.programme).await?;
    let kind = programme
        .as_ref()
        .and_then(|programme| programme.configuration.point_type(&account.point_type))
        .map(|kind| kind.scale);
    Ok(kind.unwrap_or_default())
}
