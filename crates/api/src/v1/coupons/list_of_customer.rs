//! `GET /v1/customers/{id}/coupons`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_flows::coupons_of_customer;
use regulars_kernel::{CustomerId, PageRequest};
use regulars_loyalty::{CouponCode, HeldCouponPosition};
use serde_json::json;

use super::held_body::HeldCouponBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the coupons of a customer.
///
/// The codes that belong to this customer, the newest first, used and void ones among them, each with whether it can be used these
/// days. `GET /v1/customers/{id}/offers` has only those that can, with what else is offered to the customer.
#[utoipa::path(tag = "Coupons", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    PageParameters
), responses((status = 200, description = "A page of coupons", body = List<HeldCouponBody>)))]
#[get("/v1/customers/{id}/coupons")]
pub async fn list_customer_coupons(
    caller: Caller<access::list_customer_coupons>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<HeldCouponBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, String)>).transpose()?;
    let position = |(given_at, code): (DateTime<Utc>, String)| {
        let no_cursor = |_| ApiError::invalid_field("?cursor", "invalid", "is not a cursor of this list");
        let code = code.parse::<CouponCode>().map_err(no_cursor)?;
        Ok::<_, ApiError>(HeldCouponPosition { given_at, code })
    };
    let page = PageRequest { size: page.0.size()?, after: after.map(position).transpose()? };
    let (now, calendar) = (caller.environment(&application).now(), caller.facts().calendar);
    let coupons = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            coupons_of_customer(tx, customer, page, (&calendar, now)).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(coupons, HeldCouponBody::from, |at| json!([at.given_at, at.code.as_str()])))
}
