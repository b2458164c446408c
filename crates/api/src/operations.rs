//! What runs the service rather than serves merchants: health, the document, Swagger UI, and pages that explain problems.

mod documentation;
mod favicon;
mod health;
pub mod not_found;
mod problems;
mod swagger_files;

pub use swagger_files::SwaggerFiles;

use actix_web::web::ServiceConfig;

/// Where these routes are. Each of them is read, and nothing else.
pub const PATHS: &[&str] = &[
    "/",
    "/docs",
    "/docs/{file:.*}",
    "/favicon.ico",
    "/healthz",
    "/openapi.json",
    "/problems/{code}",
    "/readyz",
];

/// Registers the routes that are not part of the contract.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(health::healthz)
        .service(health::readyz)
        .service(documentation::front_door())
        .service(documentation::openapi_json)
        .service(problems::problem_page)
        .service(favicon::favicon)
        .service(documentation::swagger_ui_without_slash())
        .service(documentation::swagger_ui);
}
