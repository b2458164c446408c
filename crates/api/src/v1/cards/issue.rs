//! `POST /v1/customers/{id}/cards`.

use actix_web::{post, web};
use regulars_flows::{AssignCardError, issue_card_to_customer};
use regulars_kernel::CustomerId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};
use crate::v1::cards::body::{AssignedCardBody, NewCardBody};

/// Issue another card to a customer.
///
/// The customer must be a member; a member of elsewhere becomes this merchant's regular by it. Cards that the member
/// has stay good. The body can be left out: then a number is issued.
#[utoipa::path(tag = "Members and cards", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body(content = Option<NewCardBody>), responses(
    (status = 201, description = "Issued", body = AssignedCardBody),
    (status = 409, description = "The customer is not a member, or there is a card with that number"),
))]
#[post("/v1/customers/{id}/cards")]
pub async fn issue_card(
    caller: Caller<access::issue_card>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<NewCardBody>,
) -> Result<Created<AssignedCardBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, new) = (CustomerId::new(id.0), body.0.value.check()?);
    let facts = caller.facts().clone();
    let (scope, role) = (caller.scope(), caller.identity().role);
    let environment = caller.environment(&application);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let issued = issue_card_to_customer(tx, &environment, scope, id, new).await;
            let issued = issued.map_err(|error| match error {
                AssignCardError::UnknownCustomer => ApiError::not_found("customer"),
                AssignCardError::CardTaken => ApiError::taken("/number", &error.to_string()),
                error => error.into(),
            })?;
            let body = AssignedCardBody::new(issued, scope.merchant(), facts.currency, role);
            Created::at(format!("/v1/customers/{id}"), &body)
        })
    })
    .await
}
