//! `/e/{token}`: the file of an export, for a browser.

use actix_web::{HttpRequest, HttpResponse, get, web};
use regulars_consent::{Link, LinkToken};
use regulars_interchange::ExportReads;
use regulars_kernel::StoreError;

use super::place::{Place, nowhere};
use crate::application::Application;
use crate::error::ApiError;
use crate::v1::exports::{file_answer, file_of};

/// Download a file by its link.
///
/// The link is its own credential, and holds for some minutes. One that holds no longer, one of a file that is gone and one
/// that was made up are answered alike.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The file", content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/e/{token}")]
pub async fn download_export(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let Some(LinkToken { merchant, link: Link::Export { export, until } }) =
        LinkToken::verify(&application.links, &token)
    else {
        return nowhere(&request);
    };
    let place = Place::behind(&application, merchant).await?;
    let now = place.environment.now();
    if now.timestamp() >= until {
        return nowhere(&request);
    }
    let file = application
        .database
        .read(place.scope, async move |tx| match tx.find_export(export).await? {
            Some(export) => file_of(tx, export, now).await,
            None => Ok::<_, StoreError>(None),
        })
        .await?;
    match file {
        Some(file) => file_answer(&application.database, place.scope, file),
        None => nowhere(&request),
    }
}
