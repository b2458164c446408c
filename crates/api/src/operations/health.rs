//! Whether the process lives, and whether it can serve.

use actix_web::{HttpResponse, get, web};

use crate::application::Application;
use crate::error::ApiError;

/// The process lives. Asks nothing of anything else, so that a slow database restarts nobody.
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "ok"}))
}

/// The process can serve: its database answers, and keeps what is written. `reason` says what is missing.
#[get("/readyz")]
pub async fn readyz(application: web::Data<Application>) -> Result<HttpResponse, ApiError> {
    application.database.ready().await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({"status": "ready"})))
}
