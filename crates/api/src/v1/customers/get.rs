//! `GET /v1/customers/{id}`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_flows::read_customer_card;
use regulars_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::expand::{CardPartBody, ExpandedBody, LATEST, wanted};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, Query};
use crate::respond::Single;
use crate::v1::customers::body::CustomerBody;

/// What is shown with the customer.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExpandParameters {
    /// Parts of the customer's card to be shown in `expanded`, with commas between: the latest ten of each. A part whose own
    /// list the caller may not see is refused. The entity tag is then that of the whole answer, so that a change with
    /// `If-Match` wants the customer to be read without.
    #[param(style = Form, explode = false, inline, max_items = 20, example = json!(["consents", "timeline"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    expand: Vec<CardPartBody>,
}

/// A customer, with the parts of the card that were asked for.
#[derive(Serialize, ToSchema)]
pub struct CustomerCardBody {
    /// The customer.
    #[serde(flatten)]
    customer: CustomerBody,
    /// The parts of the card that `expand` names; absent without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    expanded: Option<ExpandedBody>,
}

/// Show a customer.
///
/// Personal data, tags, attributes, cards, and what the customer has bought. With `expand` also the latest of consents,
/// purchases, messages and whatever else is on the customer's card, in the same answer.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ExpandParameters
), responses((status = 200, description = "The customer", body = CustomerCardBody)))]
#[get("/v1/customers/{id}")]
pub async fn get_customer(
    caller: Caller<access::get_customer>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<ExpandParameters>,
) -> Result<Single<CustomerCardBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let expand = parameters.0.expand;
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    let today = facts.calendar.date_of(now);
    let parts = wanted(&caller, &expand, now)?;
    application
        .database
        .read(caller.scope(), async move |tx| {
            let record = tx.find_customer(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let card = read_customer_card(tx, &record, &parts, LATEST).await?;
            let expanded = (!expand.is_empty()).then(|| ExpandedBody::new(card, &facts, (now, today)));
            let customer = CustomerBody::new(record, &facts, now);
            Ok(Single(CustomerCardBody { customer, expanded }))
        })
        .await
}
