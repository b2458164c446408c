//! `GET /mailbox/{token}/{id}`.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::look_at_message;
use super::view::MessageView;
use crate::application::Application;
use crate::error::ApiError;
use crate::pages::place::nowhere;

/// Show one captured message.
///
/// A page with the headers and the text of the message, and its HTML in a frame that runs no scripts. Links in it lead to
/// the real pages and change real data of the sandbox.
#[utoipa::path(tag = "Sandbox", params(
    ("token" = String, Path, description = "The token of the link", example = "bQGS8MErPH1Oj1prfI2eDxs"),
    ("id" = String, Path, description = "The message's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f90")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold, or there is no such message",
        content_type = "text/html", body = String),
))]
#[get("/mailbox/{token}/{id}")]
pub async fn show_captured_message(
    request: HttpRequest,
    application: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    shown(&request, &application, &path).await
}

async fn shown(
    request: &HttpRequest,
    application: &Application,
    (token, id): &(String, String),
) -> Result<HttpResponse, ApiError> {
    let Some((place, kept)) = look_at_message(application, token, id).await? else {
        return nowhere(request);
    };
    MessageView::new(place.name(), token, kept).respond()
}
