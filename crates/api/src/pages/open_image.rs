//! `/o/{token}.gif`: the invisible image of a newsletter.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use regulars_consent::{Link, LinkToken};
use regulars_newsletters::HitKind;

use super::place::{nowhere, tell_log_of};
use crate::application::Application;
use crate::error::ApiError;
use crate::hits::look_of;

/// A transparent picture of one point (GIF89a).
const IMAGE: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Fetch the invisible image of a newsletter.
///
/// A transparent picture of one point. That it is fetched is counted as an open, with who is taken to be behind it;
/// neither the internet address nor the mail program is kept.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the image", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The picture", content_type = "image/gif", body = Vec<u8>),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/o/{token}.gif")]
pub async fn fetch_open_image(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    fetch(&request, &application, &token)
}

fn fetch(request: &HttpRequest, application: &Application, token: &str) -> Result<HttpResponse, ApiError> {
    let Some(LinkToken { merchant, link: Link::Open { newsletter, customer } }) =
        LinkToken::verify(&application.links, token)
    else {
        return nowhere(request);
    };
    tell_log_of(merchant);
    application.count_hit(merchant, newsletter, customer, (HitKind::Open, look_of(request)));
    Ok(HttpResponse::Ok()
        .content_type("image/gif")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(IMAGE))
}
