//! The OpenAPI document and Swagger UI.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Redirect, ServiceConfig};
use actix_web::{HttpResponse, get};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::application::Application;
use crate::large_answers::Slices;

/// Who comes without knowing where to go is led to Swagger UI.
pub fn front_door() -> Redirect {
    Redirect::new("/", "/docs/").using_status_code(StatusCode::FOUND)
}

/// The OpenAPI document.
#[get("/openapi.json")]
pub async fn openapi_json(application: Data<Application>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(Slices::shared(application.document.json.clone()))
}

/// Swagger UI under `/docs/`, with a redirect from `/docs`.
pub fn swagger_ui(config: &mut ServiceConfig) {
    let settings = Config::new(["/openapi.json"])
        .persist_authorization(true)
        .display_request_duration(true)
        .doc_expansion("none")
        .validator_url("none");
    config
        .service(actix_web::web::redirect("/docs", "/docs/"))
        .service(SwaggerUi::new("/docs/{_:.*}").config(settings));
}
