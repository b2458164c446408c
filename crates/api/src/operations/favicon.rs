//! `GET /favicon.ico`: browsers ask for it on every page. There is none, because nothing on a customer's page shows the
//! platform.

use actix_web::http::header;
use actix_web::{HttpResponse, get};

#[get("/favicon.ico")]
pub async fn favicon() -> HttpResponse {
    HttpResponse::NoContent().insert_header((header::CACHE_CONTROL, "public, max-age=86400")).finish()
}
