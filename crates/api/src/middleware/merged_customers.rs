//! The ids of customers who were merged: whatever is asked of one is answered with the customer that it is part of now.
//!
//! It is asked only where the customer was not found, so that nobody else waits for it, and of every operation below a
//! customer, so that none has to think of it.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError, web};
use regulars_customers::{CustomerReads, MergeReads};
use regulars_kernel::{CustomerId, Scope, StoreError};
use uuid::Uuid;

use crate::application::Application;
use crate::error::ApiError;

/// The paths of a customer, and of everything below one.
const OF_A_CUSTOMER: &str = "/v1/customers/{id}";

/// Answers 410 with the survivor in the place of a 404 about a customer who was merged.
pub async fn answer_for_merged(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let response = next.call(request).await?;
    let Some((scope, id)) = missing_customer(&response) else { return Ok(response.map_into_left_body()) };
    let Some(application) = response.request().app_data::<web::Data<Application>>().cloned() else {
        return Ok(response.map_into_left_body());
    };
    let found = application.database.read(scope, async move |tx| {
        let Some(into) = tx.survivors_of(&[id]).await?.remove(&id) else { return Ok(None) };
        // Of a survivor who was erased the old ids are nobody's.
        Ok(tx.find_customer(into).await?.map(|record| record.customer.id))
    });
    let found: Result<_, StoreError> = found.await;
    let refused = match found {
        Ok(Some(into)) => ApiError::merged(into),
        Ok(None) => return Ok(response.map_into_left_body()),
        Err(error) => ApiError::from(error),
    };
    Ok(response.into_response(refused.error_response()).map_into_right_body())
}

/// Whose customer was not found.
fn missing_customer<B>(response: &ServiceResponse<B>) -> Option<(Scope, CustomerId)> {
    if response.status() != StatusCode::NOT_FOUND {
        return None;
    }
    let refused = response.response().error()?.as_error::<ApiError>()?;
    let pattern = response.request().match_pattern()?;
    let below = pattern.strip_prefix(OF_A_CUSTOMER)?;
    if !refused.is_not_found() || !(below.is_empty() || below.starts_with('/')) {
        return None;
    }
    let id = Uuid::try_parse(response.request().match_info().get("id")?).ok()?;
    let scope = response.request().extensions().get::<Scope>().copied()?;
    Some((scope, CustomerId::new(id)))
}
