//! `GET /v1/customers/{id}/offers`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_flows::offers_for_customer;
use regulars_kernel::CustomerId;
use serde::Serialize;
use utoipa::ToSchema;

use super::offer_body::CustomerOfferBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// What is offered to a customer.
#[derive(Serialize, ToSchema)]
pub struct CustomerOffersBody {
    /// The offers: first codes that belong to the customer, the newest first, then campaigns, the newest first.
    items: Vec<CustomerOfferBody>,
}

/// Show what is offered to a customer.
///
/// The codes that belong to this customer and can be used these days, of the 50 newest, and behind them of the 50 newest active
/// campaigns that are for this customer alone or for a segment those of which the customer may use a code, each with one. At which hours, in which stores and from which amount on they hold is theirs to say.
#[utoipa::path(tag = "Coupons", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The offers", body = CustomerOffersBody)))]
#[get("/v1/customers/{id}/offers")]
pub async fn list_customer_offers(
    caller: Caller<access::list_customer_offers>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerOffersBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let (now, calendar) = (caller.environment(&application).now(), caller.facts().calendar);
    let offers = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            offers_for_customer(tx, customer, &calendar, now).await.map_err(ApiError::from)
        })
        .await?;
    Ok(Single(CustomerOffersBody { items: offers.into_iter().map(CustomerOfferBody::from).collect() }))
}
