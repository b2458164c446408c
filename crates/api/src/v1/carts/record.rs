//! `POST /v1/carts`.

use actix_web::{post, web};
use regulars_flows::record_cart_and_touch as record;

use super::body::RecordedCartBody;
use super::new_body::NewCartBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Body;
use crate::respond::Created;

/// Record a cart.
///
/// Send the whole cart each time that it changes, in any order and as often as you like: it goes by `external_id`, and the state
/// with the latest `occurred_at` stands; one that is ahead of this service's clock counts as of when it was recorded. When nothing
/// changes for as long as the settings say, it is abandoned. A purchase that names it (`cart_id`) is what came of it; so is one of its
/// customer that has something of it, from the last change until some days after it was abandoned. A cart that has become a purchase
/// stays as it is: `taken` is `false`, and the next cart has another id. Carts of nobody are kept for 30 days. `utm` is noted with the
/// customer, not with the cart.
#[utoipa::path(tag = "Carts", request_body = NewCartBody, extensions(("x-idempotency" = json!("natural"))), responses(
    (status = 201, description = "Recorded, now or before, and answered as it stands", body = RecordedCartBody),
    (status = 404, description = "There is no such customer"),
))]
#[post("/v1/carts")]
pub async fn record_cart(
    caller: Caller<access::record_cart>,
    application: web::Data<Application>,
    body: Body<NewCartBody>,
) -> Result<Created<RecordedCartBody>, ApiError> {
    let facts = caller.facts();
    let ((new, utm), currency) = (body.value.check(facts)?, facts.currency);
    let environment = caller.environment(&application);
    let now = environment.now();
    let recorded = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { record(tx, &environment, currency, new, utm).await })
        })
        .await?;
    let answer = RecordedCartBody::new(recorded, now);
    Created::at(format!("/v1/carts/{}", answer.cart.id), &answer)
}
