//! `POST /v1/customers/{id}/erasures`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{ErasureTerms, erase_customer as erase};
use regulars_kernel::CustomerId;

use super::body::{ErasureBody, ErasureRequestBody, grounds};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};

/// Erase a customer, and say why.
///
/// The same as `DELETE /v1/customers/{id}`, with what is kept of it: why, and whether the person asked for it. The answer is
/// the proof of the erasure; the audit trail has it too.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f44")
), request_body(content = Option<ErasureRequestBody>), responses(
    (status = 200, description = "The customer is erased", body = ErasureBody)
))]
#[post("/v1/customers/{id}/erasures")]
pub async fn erase_customer(
    caller: Caller<access::erase_customer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<ErasureRequestBody>,
) -> Result<Created<ErasureBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let ErasureRequestBody { reason, requested_by_person } = body.0.value;
    let (id, grounds) = (CustomerId::new(id.0), grounds(reason, requested_by_person));
    let (country, environment) = (caller.facts().country.clone(), caller.environment(&application));
    let calendar = caller.facts().calendar;
    let credential = caller.identity().credential;
    let erased = once
        .write(&application, caller.scope(), credential, move |tx| {
            Box::pin(async move {
                let (environment, country) = (&environment, country.as_deref());
                let terms = ErasureTerms { environment, calendar, country };
                let erased = erase(tx, terms, id, grounds).await?;
                Created::with_status(StatusCode::OK, None, &ErasureBody::from(erased))
            })
        })
        .await?;
    application.database.forget_log().await;
    Ok(erased)
}
