//! `/l/{token}`: a link of a newsletter that is counted on the way.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use regulars_consent::{Link, LinkToken};
use regulars_newsletters::HitKind;

use super::place::{nowhere, tell_log_of};
use crate::application::Application;
use crate::error::ApiError;
use crate::hits::look_of;

/// Follow a link of a newsletter.
///
/// Leads on to the address that the newsletter has at that place, and to nowhere else. The click is counted, with who is
/// taken to be behind it; neither the internet address nor the browser is kept.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 302, description = "On to the address", headers(("Location" = String, description = "The address"))),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/l/{token}")]
pub async fn follow_link(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    follow(&request, &application, &token).await
}

async fn follow(
    request: &HttpRequest,
    application: &Application,
    token: &str,
) -> Result<HttpResponse, ApiError> {
    let Some(LinkToken { merchant, link: Link::Click { newsletter, position, customer } }) =
        LinkToken::verify(&application.links, token)
    else {
        return nowhere(request);
    };
    tell_log_of(merchant);
    let target = application.link_targets.find(application, merchant, newsletter, position).await?;
    let Some(target) = target else { return nowhere(request) };
    application.count_hit(merchant, newsletter, customer, (HitKind::Click { position }, look_of(request)));
    Ok(HttpResponse::Found()
        .insert_header((header::LOCATION, target))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .finish())
}
