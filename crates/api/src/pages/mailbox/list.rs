//! `GET /mailbox/{token}`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CapturedMessageId, PageRequest, PageSize};
use regulars_newsletters::SandboxReads;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::look;
use super::view::ListView;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::{Query, parse_cursor, render_cursor};
use crate::pages::place::nowhere;

/// Which page of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MailboxParameters {
    /// Where the page before ended. Opaque; the page links to the next one by itself.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// Show what a sandbox captured.
///
/// A page with the captured messages of every channel, the newest first. `GET /v1/sandbox/mailbox` tells its link,
/// and `regulars seed demo` prints that of the demo. Only a sandbox has one.
#[utoipa::path(tag = "Sandbox", params(
    ("token" = String, Path, description = "The token of the link", example = "bQGS8MErPH1Oj1prfI2eDxs"),
    MailboxParameters
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/mailbox/{token}")]
pub async fn show_mailbox(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
    parameters: Query<MailboxParameters>,
) -> Result<HttpResponse, ApiError> {
    shown(&request, &application, &token, parameters.0).await
}

async fn shown(
    request: &HttpRequest,
    application: &Application,
    token: &str,
    parameters: MailboxParameters,
) -> Result<HttpResponse, ApiError> {
    let Some(place) = look(application, token).await? else { return nowhere(request) };
    let after = parameters.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(created_at, id)| (created_at, CapturedMessageId::new(id)));
    let page = PageRequest { size: PageSize::DEFAULT, after };
    let read =
        application.database.read(place.scope, async move |tx| tx.list_kept_messages(None, None, page).await);
    let messages = read.await?;
    let next =
        messages.next.map(|(created_at, id)| render_cursor(&serde_json::json!([created_at, id.value()])));
    ListView::new(place.name(), token, messages.items, next).respond()
}
