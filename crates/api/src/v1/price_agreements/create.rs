//! `POST /v1/companies/{id}/price-agreements`.

use actix_web::{post, web};
use chrono::NaiveDate;
use regulars_companies::{AgreedGoods, NewPriceAgreement, add_agreement};
use regulars_kernel::{CompanyId, Label, Personal, Quantity};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PriceAgreementBody;
use super::terms_body::check_terms;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::money::MoneyBody;

/// A price that was agreed upon.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "sku": "1001", "min_quantity": "20", "price": {"amount": 9500, "currency": "RSD"}, "from": "2026-01-01", "until": "2026-12-31"
}))]
pub struct NewPriceAgreementBody {
    /// The number of the goods, as receipts have it. This or `category`.
    #[schema(min_length = 1, max_length = 200)]
    sku: Option<String>,
    /// The category, compared without regard to letter case, accents and script. This or `sku`.
    #[schema(min_length = 1, max_length = 200)]
    category: Option<String>,
    /// From which quantity on: a decimal with at most three places; `0.001`, any quantity, when nothing is said.
    #[schema(max_length = 40, example = "20")]
    min_quantity: Option<String>,
    /// The price of one. This or `discount_percent`.
    price: Option<MoneyBody>,
    /// What is taken off whatever the price would be, in percent: a decimal above 0, up to 100, with at most two places. This or
    /// `price`.
    #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,2})?$", max_length = 6, example = "12.5")]
    discount_percent: Option<String>,
    /// The first day; today when nothing is said.
    from: Option<NaiveDate>,
    /// The last day.
    until: Option<NaiveDate>,
    /// What the staff should know about it.
    #[schema(min_length = 1, max_length = 200)]
    note: Option<String>,
}

impl NewPriceAgreementBody {
    fn check(self) -> Result<NewPriceAgreement, ApiError> {
        let mut invalid = Invalid::default();
        let goods = match (self.sku, self.category) {
            (Some(sku), None) => invalid.check("/sku", sku.parse::<Label>()).map(AgreedGoods::Sku),
            (None, Some(category)) => {
                invalid.check("/category", category.parse::<Label>()).map(AgreedGoods::Category)
            }
            (Some(_), Some(_)) => {
                invalid.add(
                    "/category",
                    "does_not_fit",
                    "is given beside a sku; it is agreed upon for one of the two",
                );
                None
            }
            (None, None) => {
                invalid.add("/sku", "required", "is required, or `category`");
                None
            }
        };
        let quantity = self.min_quantity.map(|text| text.parse::<Quantity>());
        let min_quantity = invalid.check_option("/min_quantity", quantity).flatten();
        let terms = check_terms(self.price, self.discount_percent, &mut invalid);
        let note = invalid.parse_option::<Label>("/note", self.note);
        let (goods, terms) = invalid.finish_with(goods.zip(terms))?;
        Ok(NewPriceAgreement {
            goods,
            min_quantity: min_quantity.unwrap_or(Quantity::from_thousandths(1)),
            terms,
            from: self.from,
            until: self.until,
            note: note.map(Personal::new),
        })
    }
}

/// Agree upon a price with a company.
///
/// A price of one, or a discount, for the goods with a number or for a category, from a quantity on, between two days. No two
/// agreements for the same goods from the same quantity on hold on the same day.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), request_body = NewPriceAgreementBody, responses(
    (status = 201, description = "The agreement is on record", body = PriceAgreementBody),
    (status = 409, description = "Another agreement, `agreement_id`, holds on some of its days"),
))]
#[post("/v1/companies/{id}/price-agreements")]
pub async fn create_price_agreement(
    caller: Caller<access::create_price_agreement>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPriceAgreementBody>,
) -> Result<Created<PriceAgreementBody>, ApiError> {
    let company = CompanyId::new(id.0);
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let today = caller.facts().calendar.date_of(environment.now());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let agreement = add_agreement(tx, &environment, by, today, company, new).await?;
            let location = format!("/v1/companies/{company}/price-agreements/{}", agreement.id);
            Created::at(location, &PriceAgreementBody::from(agreement))
        })
    })
    .await
}
