//! The companies of the generator, and who works for them.

use regulars_filters::{RecordEmployment, arbitrary};
use regulars_kernel::{OfferStage, Scope};
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::Fixture;
use crate::insert::id;

const COMPANY: u128 = 30;
const OFFER: u128 = 31;

/// Inserts the companies with their offers.
pub async fn insert_companies(fixture: &Fixture, scope: Scope) {
    let (merchant, now) = (scope.merchant().value(), arbitrary::now());
    let mut number = 0_i64;
    for (company, (country, archived, offers)) in arbitrary::companies().into_iter().enumerate() {
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("id", id(COMPANY, company).into()),
            ("name", "Company".into()),
            ("country", country.map(|country| country.code().to_owned()).into()),
            ("search_text", "".into()),
            ("archived_at", archived.then_some(now).into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("companies", columns).await;
        for (stage, valid_until) in offers {
            number += 1;
            let is_closed =
                matches!(stage, OfferStage::Accepted | OfferStage::Declined | OfferStage::Withdrawn);
            let columns: Vec<(&str, Value)> = vec![
                ("merchant_id", merchant.into()),
                ("id", id(OFFER, usize::try_from(number).unwrap()).into()),
                ("company_id", id(COMPANY, company).into()),
                ("number", number.into()),
                ("version", 1_i64.into()),
                ("stage", stage.name().into()),
                ("title", "Offer".into()),
                ("currency", "RSD".into()),
                ("valid_until", valid_until.into()),
                ("lines", serde_json::json!([]).into()),
                ("total", 0_i64.into()),
                ("sent_at", (stage != OfferStage::Draft).then_some(now).into()),
                ("decided_at", is_closed.then_some(now).into()),
                ("actor", "system".into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ];
            fixture.insert("company_offers", columns).await;
        }
    }
}

/// Inserts the employments of a customer.
pub async fn insert_employments(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    employments: &[RecordEmployment],
) {
    let now = arbitrary::now();
    for RecordEmployment { company, role, since, until, .. } in employments {
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("company_id", id(COMPANY, *company).into()),
            ("customer_id", customer.into()),
            ("role", role.name().into()),
            ("since_on", (*since).into()),
            ("until_on", (*until).into()),
            ("main_at", now.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("company_employees", columns).await;
    }
}
