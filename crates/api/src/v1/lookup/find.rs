//! `GET /v1/lookup`.

use actix_web::{get, web};
use regulars_flows::{lookup as look_up, offers_for_customer, points_at_till};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::Single;
use crate::v1::lookup::body::LookupBody;
use crate::v1::lookup::parameters::LookupParameters;

/// Look a person up at the till.
///
/// By card, phone or e-mail. A card of a member whom you do not know yet is answered as valid with nothing personal:
/// `customer` is `null`. Phone and e-mail are looked for among your own customers; of several the one who bought last is
/// shown, with what points there are and the coupons that are offered to them. Nothing found is no error: `found` is `false`.
#[utoipa::path(tag = "Members and cards", params(LookupParameters), responses(
    (status = 200, description = "What is known, if anything", body = LookupBody)
))]
#[get("/v1/lookup")]
pub async fn lookup(
    caller: Caller<access::lookup>,
    application: web::Data<Application>,
    query: Query<LookupParameters>,
) -> Result<Single<LookupBody>, ApiError> {
    query.0.check_count()?;
    let role = caller.identity().role;
    let facts = caller.facts().clone();
    let now = caller.environment(&application).now();
    application
        .database
        .read(caller.scope(), async move |tx| {
            let by = query.0.check(facts.country.as_deref())?;
            let found = look_up(tx, by).await?;
            let points = match &found.customer {
                Some(customer) if facts.has_programmes => points_at_till(tx, customer.id, now).await?,
                _ => Vec::new(),
            };
            let offers = match found.customer.as_ref().filter(|_| facts.has_campaigns) {
                Some(customer) => offers_for_customer(tx, customer.id, &facts.calendar, now).await?,
                None => Vec::new(),
            };
            Ok(Single(LookupBody::new(&found, points, facts.currency, role).with_offers(offers)))
        })
        .await
}
