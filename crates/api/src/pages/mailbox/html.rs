//! `GET /mailbox/{token}/{id}/html`.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::look_at_message;
use crate::application::Application;
use crate::error::ApiError;
use crate::pages::place::nowhere;

/// What the HTML of a message may do, wherever it is opened: show its own styles, load images, and open links in a
/// window of their own. It runs no scripts and has no origin.
const POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
    img-src 'self' https: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'self'";

/// Show the HTML of a captured message.
///
/// The HTML as it was captured, but for links: they open in a window of their own. No scripts run in it.
#[utoipa::path(tag = "Sandbox", params(
    ("token" = String, Path, description = "The token of the link", example = "bQGS8MErPH1Oj1prfI2eDxs"),
    ("id" = String, Path, description = "The message's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f90")
), responses(
    (status = 200, description = "The HTML", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold, or there is no such message, or it has no HTML",
        content_type = "text/html", body = String),
))]
#[get("/mailbox/{token}/{id}/html")]
pub async fn show_captured_html(
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
    let kept = look_at_message(application, token, id).await?;
    let Some(html) = kept.and_then(|(_, kept)| kept.message.html) else { return nowhere(request) };
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("Content-Security-Policy", POLICY))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(with_links_outside(&html)))
}

/// The same HTML, whose links open in a window of their own.
fn with_links_outside(html: &str) -> String {
    const BASE: &str = "<base target=\"_blank\">";
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{BASE}{after}"),
        None => format!("{BASE}{html}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_open_outside_with_and_without_a_head() {
        let whole = with_links_outside("<!doctype html><html><head><title>x</title></head></html>");
        assert_eq!(
            whole,
            "<!doctype html><html><head><base target=\"_blank\"><title>x</title></head></html>"
        );
        assert_eq!(with_links_outside("<p>x</p>"), "<base target=\"_blank\"><p>x</p>");
    }
}
