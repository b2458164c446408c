//! Refuses methods that a path without parts to be filled in does not have. Without it `PATCH /v1/terminals/pair` would be
//! taken for a change of the terminal whose id is `pair`.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::application::Application;
use crate::error::ApiError;

/// Answers 405 where the path is known and the method is not; everything else goes on.
pub async fn refuse_other_methods(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let method = request.method().as_str();
    let application = request.app_data::<web::Data<Application>>();
    let known = application.and_then(|application| application.document.methods_at_fixed(request.path()));
    if let Some(methods) = known.filter(|methods| !methods.iter().any(|known| known == method)) {
        let refused = ApiError::method_not_allowed(method, methods).error_response();
        return Ok(request.into_response(refused).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}
