//! The OpenAPI document and Swagger UI.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Redirect};
use actix_web::{HttpRequest, HttpResponse, get};

use crate::application::Application;
use crate::error::ApiError;

/// Who comes without knowing where to go is led to Swagger UI.
pub fn front_door() -> Redirect {
    Redirect::new("/", "/docs/").using_status_code(StatusCode::FOUND)
}

/// The page is reached without its last slash too.
pub fn swagger_ui_without_slash() -> Redirect {
    Redirect::new("/docs", "/docs/")
}

/// The OpenAPI document.
#[get("/openapi.json")]
pub async fn openapi_json(request: HttpRequest, application: Data<Application>) -> HttpResponse {
    application.document.json.respond(&request, &application.encoders).await
}

/// Swagger UI: its page and the files that the page asks for.
#[get("/docs/{file:.*}")]
pub async fn swagger_ui(
    request: HttpRequest,
    application: Data<Application>,
    file: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let file = application.swagger_files.find(&file).ok_or_else(|| ApiError::not_found("file"))?;
    Ok(file.respond(&request, &application.encoders).await)
}
