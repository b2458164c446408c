//! `PATCH /v1/customers/{id}`.

use actix_web::{patch, web};
use regulars_consent::LedgerAccess;
use regulars_customers::{CustomerReads, CustomerStore};
use regulars_flows::update_customer_with_consents as update;
use regulars_kernel::{CountryCode, CustomerId};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::patch_body::CustomerPatchBody;

/// Change a customer.
///
/// Absent fields stay as they are, `null` clears a field. `tags` are replaced as a whole; `attributes`, `address` and
/// `source` are changed field by field. What the network knows about a member does not change. Another e-mail
/// address or phone number is not verified, and what was granted for the old one is withdrawn.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body = CustomerPatchBody, responses(
    (status = 200, description = "The customer as it is now", body = CustomerBody),
    (status = 409, description = "Another customer has that external id"),
))]
#[patch("/v1/customers/{id}")]
pub async fn update_customer(
    caller: Caller<access::update_customer>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<CustomerPatchBody>,
) -> Result<Single<CustomerBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let facts = caller.facts().clone();
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let sealing = application.sealing.clone();
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = tx.find_customer_for_change(id).await?;
                    let before = before.ok_or_else(|| ApiError::not_found("customer"))?;
                    if_match.check(&CustomerBody::new(before, &facts, environment.now()))?;
                }
                let known = match body.value.has_phone_of_known_country() {
                    true => tx.find_customer(id).await?.and_then(|record| record.customer.address.country),
                    false => None,
                };
                let patch =
                    body.value.check(known.as_ref().map(CountryCode::code), facts.country.as_deref())?;
                let (merchant, actor) = (scope.merchant(), scope.actor().into());
                let recording =
                    LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
                let record = update(tx, recording, &facts.calendar, id, patch).await?;
                Ok(Single(CustomerBody::new(record, &facts, environment.now())))
            })
        })
        .await
}
