//! `POST /v1/customers`.

use actix_web::{post, web};
use regulars_consent::LedgerAccess;
use regulars_flows::{
    create_customer_and_ask, create_customer_with_consent as create, create_invited_customer,
};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::new_body::NewCustomerBody;

/// Add a customer who is not a member.
///
/// A prospect or a shopper without a card. The merchant states in `data_consent` that it may store the data; the ledger
/// of consents keeps that statement. To register a member with a card, use `POST /v1/members`. With `referral_code` the customer is
/// referred by the member whose code it is, as there.
#[utoipa::path(tag = "Customers", request_body = NewCustomerBody, responses(
    (status = 201, description = "Added", body = CustomerBody),
    (status = 409, description = "Another customer has that external id, the opt-in mail that was asked for may not leave, or the \
        referral code may not be used"),
))]
#[post("/v1/customers")]
pub async fn create_customer(
    caller: Caller<access::create_customer>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewCustomerBody>,
) -> Result<Created<CustomerBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let facts = caller.facts().clone();
    let asks = body.value.send_opt_in;
    let (new, code) = body.value.check(facts.country.as_deref())?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (sealing, links) = (application.sealing.clone(), application.links.clone());
    let terms = application.sending_terms();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (merchant, actor) = (scope.merchant(), scope.actor().into());
            let recording = LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
            let (calendar, sending) = (&facts.calendar, (&links, terms));
            let record = match code {
                Some(code) => {
                    let sending = asks.then_some(sending);
                    create_invited_customer(tx, recording, calendar, scope, sending, (new, code)).await?
                }
                None if asks => create_customer_and_ask(tx, recording, calendar, scope, sending, new).await?,
                None => create(tx, recording, calendar, scope, new).await?,
            };
            let location = format!("/v1/customers/{}", record.customer.id);
            Created::at(location, &CustomerBody::new(record, &facts, environment.now()))
        })
    })
    .await
}
