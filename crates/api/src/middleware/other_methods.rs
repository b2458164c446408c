//! Answers for methods that a path does not have. Without it `PATCH /v1/terminals/pair`, a path without parts to be filled
//! in, would be taken for a change of the terminal whose id is `pair`.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError, web};

use crate::application::Application;
use crate::error::ApiError;

/// Tells the methods of a path to `OPTIONS`, and answers 405 where the path is known and the method is not; everything else
/// goes on.
pub async fn answer_other_methods(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let application = request.app_data::<web::Data<Application>>();
    let answer = application.and_then(|application| answer(application, request.method(), request.path()));
    match answer {
        Some(answer) => Ok(request.into_response(answer).map_into_right_body()),
        None => Ok(next.call(request).await?.map_into_left_body()),
    }
}

fn answer(application: &Application, method: &Method, path: &str) -> Option<HttpResponse> {
    if method == Method::OPTIONS {
        let methods = application.document.methods_at(path);
        let allow = (header::ALLOW, methods.join(", "));
        return (!methods.is_empty()).then(|| HttpResponse::NoContent().insert_header(allow).finish());
    }
    let methods = application.document.methods_at_fixed(path)?;
    let is_known = methods.iter().any(|known| known == method.as_str());
    (!is_known).then(|| ApiError::method_not_allowed(method.as_str(), methods).error_response())
}
