//! The answer where no route fits: another method of a known path is 405, anything else 404.

use actix_web::{HttpRequest, HttpResponse, ResponseError, web};

use crate::application::Application;
use crate::error::ApiError;

/// Nothing is served at this method and path.
pub async fn no_such_route(request: HttpRequest, application: web::Data<Application>) -> HttpResponse {
    let methods = application.document.methods_at(request.path());
    let error = if methods.is_empty() {
        ApiError::not_found("path")
    } else {
        ApiError::method_not_allowed(request.method().as_str(), &methods)
    };
    error.error_response()
}
