//! `GET /v1/companies/{id}/prices`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_companies::{
    AgreedGoods, AgreedTerms, CompanyReads, PriceAgreement, PriceQuestion, PriceReads, agreement_in_force,
};
use regulars_kernel::{CompanyId, Currency, Date, Label, Money, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::PriceAgreementBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Id, Query};
use crate::respond::Single;
use crate::v1::money::MoneyBody;

/// What a price is asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PriceParameters {
    /// The number of the goods.
    #[param(min_length = 1, max_length = 200, example = "1001")]
    sku: String,
    /// Their category, as receipts have it. Without it agreements for categories are not looked at.
    #[param(min_length = 1, max_length = 200, example = "pecivo")]
    category: Option<String>,
    /// How much of them; 1 when nothing is said.
    #[param(max_length = 40, example = "24")]
    quantity: Option<String>,
    /// On which day of the merchant's calendar; today when nothing is said.
    at: Option<NaiveDate>,
    /// What one costs everybody else, in minor units of the merchant's currency. A discount is taken off it.
    #[param(minimum = 0, maximum = 1_000_000_000_000_i64, example = 12_000)]
    list_price: Option<i64>,
}

/// Why a price is what it is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceReasonBody {
    /// It was agreed upon for the number of the goods.
    Sku,
    /// It was agreed upon for their category, and nothing for their number.
    Category,
    /// Nothing was agreed upon: the price is everybody's.
    NothingAgreed,
}

/// What a company pays for one.
#[derive(Serialize, ToSchema)]
pub struct CompanyPriceBody {
    /// On which day.
    #[schema(example = "2026-11-21")]
    at: NaiveDate,
    /// The price of one: the agreed one, or what a discount leaves of `list_price`, or `list_price` where nothing was agreed upon.
    /// `null` where it depends on a `list_price` that was not told.
    price: Option<MoneyBody>,
    /// What is taken off, in percent; `null` where no discount was agreed upon.
    #[schema(max_length = 6)]
    discount_percent: Option<String>,
    /// Why.
    reason: PriceReasonBody,
    /// The agreement that holds: of those for the number, or else for the category, the one from the largest quantity on that is
    /// reached. `null` where there is none.
    agreement: Option<PriceAgreementBody>,
}

impl PriceParameters {
    fn question(&self, today: Date) -> Result<PriceQuestion, ApiError> {
        let mut invalid = Invalid::default();
        let sku = invalid.check("?sku", self.sku.parse::<Label>());
        let category = invalid.parse_option("?category", self.category.clone());
        let quantity = invalid.parse_option("?quantity", self.quantity.clone());
        let sku = invalid.finish_with(sku)?;
        let quantity = quantity.unwrap_or(Quantity::from_thousandths(1_000));
        Ok(PriceQuestion { sku, category, quantity, day: self.at.unwrap_or(today) })
    }
}

impl CompanyPriceBody {
    fn new(
        agreement: Option<&PriceAgreement>,
        day: Date,
        list_price: Option<i64>,
        currency: Currency,
    ) -> Self {
        let listed = list_price.map(|amount| Money::new(amount, currency));
        let (price, discount_percent) = match agreement.map(|agreement| agreement.terms) {
            None => (listed, None),
            Some(AgreedTerms::Price(price)) => (Some(price), None),
            Some(AgreedTerms::Discount(percent)) => {
                let left = listed.map(|price| Money::new(percent.taken_off(price.amount), price.currency));
                (left, Some(percent.to_string()))
            }
        };
        let reason = match agreement.map(|agreement| &agreement.goods) {
            None => PriceReasonBody::NothingAgreed,
            Some(AgreedGoods::Sku(_)) => PriceReasonBody::Sku,
            Some(AgreedGoods::Category(_)) => PriceReasonBody::Category,
        };
        Self {
            at: day,
            price: price.map(MoneyBody::from),
            discount_percent,
            reason,
            agreement: agreement.cloned().map(PriceAgreementBody::from),
        }
    }
}

/// Ask what a company pays.
///
/// The price in force for goods, a quantity and a day, and why. An agreement for the number of the goods goes before one for their
/// category.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    PriceParameters
), responses((status = 200, description = "The price", body = CompanyPriceBody)))]
#[get("/v1/companies/{id}/prices")]
pub async fn get_company_price(
    caller: Caller<access::get_company_price>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PriceParameters>,
) -> Result<Single<CompanyPriceBody>, ApiError> {
    let (company, currency) = (CompanyId::new(id.0), caller.facts().currency);
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let asked = parameters.0.question(today)?;
    let list_price = parameters.0.list_price;
    application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
            let agreements = tx.agreements_for(company, &asked).await?;
            let agreement = agreement_in_force(&agreements, &asked);
            Ok(Single(CompanyPriceBody::new(agreement, asked.day, list_price, currency)))
        })
        .await
}
