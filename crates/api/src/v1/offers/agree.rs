//! `POST /v1/offers/{id}/price-agreements`.

use actix_web::{post, web};
use chrono::NaiveDate;
use regulars_companies::{AgreementTerms, agree_offer_prices as agree, find_offer_for_change};
use regulars_kernel::OfferId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::price_agreements::body::PriceAgreementBody;

/// How the prices of an offer are agreed upon.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"any_quantity": false}))]
pub struct AgreeOfferPricesBody {
    /// The last day; the offer's own when nothing is said.
    until: Option<NaiveDate>,
    /// Whether a price holds for any quantity; when nothing is said, from the quantity of its line on.
    #[serde(default)]
    any_quantity: bool,
}

/// The prices that were agreed upon.
#[derive(Serialize, ToSchema)]
pub struct AgreedOfferPricesBody {
    /// The new agreements. Of what is agreed upon so already there is none.
    #[schema(max_items = 200)]
    items: Vec<PriceAgreementBody>,
}

/// Agree upon the prices of an accepted offer.
///
/// From today until the last day of the offer: of each line that names goods by their number the price of one less the discount. Lines
/// of the same goods are one price each from their quantity on, and those that say the same are one. Nothing is agreed upon where
/// such a price is no whole number of the smallest unit of the currency, where two lines have one price each for the same, or where
/// another agreement for such goods holds on some of these days, `agreement_id`: end that one first. Pointers of `errors` lead into
/// the offer.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40")
), request_body = AgreeOfferPricesBody, responses(
    (status = 201, description = "The agreements are on record", body = AgreedOfferPricesBody),
    (status = 409, description = "The offer is not accepted, that was done before, no line names goods, a price cannot be \
        agreed upon as it was offered (`inexact`), two lines disagree (`two_prices`), or another agreement, `agreement_id`, holds on \
        some of the days. `reason` says which"),
))]
#[post("/v1/offers/{id}/price-agreements")]
pub async fn agree_offer_prices(
    caller: Caller<access::agree_offer_prices>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<AgreeOfferPricesBody>,
) -> Result<Created<AgreedOfferPricesBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let AgreeOfferPricesBody { until, any_quantity } = body.value;
    let (id, terms) = (OfferId::new(id.0), AgreementTerms { until, any_quantity });
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let today = caller.facts().calendar.date_of(environment.now());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let before = find_offer_for_change(tx, id).await?;
            let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
            let (offer, made) = agree(tx, &environment, by, today, (before, terms)).await?;
            let location = format!("/v1/companies/{}/price-agreements", offer.company);
            let items = made.into_iter().map(PriceAgreementBody::from).collect();
            Created::at(location, &AgreedOfferPricesBody { items })
        })
    })
    .await
}
