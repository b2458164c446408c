//! The answer where no route fits: another method of a known path is 405, anything else 404.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};

use crate::application::Application;
use crate::error::{ApiError, Code};

/// Nothing is served at this method and path.
pub async fn no_such_route(request: HttpRequest, application: web::Data<Application>) -> HttpResponse {
    let methods = application.document.methods_at(request.path());
    if methods.is_empty() {
        return ApiError::not_found("path").error_response();
    }
    let detail = format!("{} is not a method of this path", request.method());
    let mut response = ApiError::new(Code::MethodNotAllowed, detail).error_response();
    if let Ok(allowed) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}
