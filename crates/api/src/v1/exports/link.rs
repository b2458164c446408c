//! `POST /v1/exports/{id}/links`.

use actix_web::{post, web};
use chrono::{DateTime, Duration, Utc};
use regulars_consent::{Link, LinkToken};
use regulars_interchange::ExportReads;
use regulars_kernel::ExportId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Id;
use crate::respond::Single;

/// How long a link holds.
const HOLDS_FOR: Duration = Duration::minutes(15);

/// A link to a file.
#[derive(Serialize, ToSchema)]
pub struct ExportLinkBody {
    /// Where the file is. The link is a credential: whoever has it can download the file until it expires.
    #[schema(example = "http://127.0.0.1:8080/e/eAGS8MErPH1Oj1prfI2eDxs", format = "uri")]
    url: String,
    /// Until when the link holds: 15 minutes, or as long as the file is there.
    #[schema(example = "2026-11-21T10:15:00Z")]
    expires_at: DateTime<Utc>,
}

/// Make a link to the file of an export.
///
/// For a browser, which sends no credential when it follows a link: the link is its own. It holds for 15 minutes. It carries
/// the merchant and a signature, and no part of the file.
#[utoipa::path(tag = "Exports", params(("id" = uuid::Uuid, Path, description = "The export's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")),
    extensions(("x-idempotency" = json!("natural"))),
    responses(
        (status = 200, description = "The link", body = ExportLinkBody),
        (status = 409, description = "The file is not there yet, or no longer"),
    ))]
#[post("/v1/exports/{id}/links")]
pub async fn issue_export_link(
    caller: Caller<access::issue_export_link>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ExportLinkBody>, ApiError> {
    let (export, scope) = (ExportId::new(id.0), caller.scope());
    let now = caller.environment(&application).now();
    let found = application.database.read(scope, async move |tx| tx.find_export(export).await).await?;
    let found = found.ok_or_else(|| ApiError::not_found("export"))?;
    if !found.has_file(now) {
        return Err(ApiError::new(Code::Conflict, format!("there is no file: it is {}", found.state)));
    }
    let expires_at = (now + HOLDS_FOR).min(found.expires_at);
    let link = Link::Export { export, until: expires_at.timestamp() };
    let token = LinkToken { merchant: scope.merchant(), link }.sign(&application.links);
    let origin = application.settings.link_hosts.shared_origin();
    Ok(Single(ExportLinkBody { url: format!("{origin}/e/{token}"), expires_at }))
}
