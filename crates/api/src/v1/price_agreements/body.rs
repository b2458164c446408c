//! A price that was agreed upon, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_companies::{AgreedGoods, AgreedTerms, PriceAgreement};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::money::MoneyBody;

/// A price that was agreed upon with a company.
#[derive(Serialize, ToSchema)]
pub struct PriceAgreementBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c30")]
    id: Uuid,
    /// With whom.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")]
    company_id: Uuid,
    /// The number of the goods; `null` where it is agreed upon for a category.
    #[schema(example = "1001", max_length = 200)]
    sku: Option<String>,
    /// The category; `null` where it is agreed upon for a number.
    #[schema(max_length = 200)]
    category: Option<String>,
    /// From which quantity on.
    #[schema(example = "1.000", max_length = 20)]
    min_quantity: String,
    /// The price of one; `null` where a discount was agreed upon.
    price: Option<MoneyBody>,
    /// What is taken off whatever the price would be, in percent; `null` where a price was agreed upon.
    #[schema(max_length = 6)]
    discount_percent: Option<String>,
    /// The first day.
    #[schema(example = "2024-11-01")]
    from: NaiveDate,
    /// The last day; `null` when there is none.
    until: Option<NaiveDate>,
    /// What the staff should know about it.
    #[schema(max_length = 200)]
    note: Option<String>,
    /// Who put it on record.
    added_by: AuditActorBody,
    /// When it was put on record.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    updated_at: DateTime<Utc>,
}

impl From<PriceAgreement> for PriceAgreementBody {
    fn from(agreement: PriceAgreement) -> Self {
        let PriceAgreement { id, company, goods, min_quantity, terms, from, until, .. } = agreement;
        let PriceAgreement { note, added_by, created_at, updated_at, .. } = agreement;
        let (sku, category) = match goods {
            AgreedGoods::Sku(sku) => (Some(sku.into_string()), None),
            AgreedGoods::Category(category) => (None, Some(category.into_string())),
        };
        let (price, discount_percent) = match terms {
            AgreedTerms::Price(price) => (Some(price.into()), None),
            AgreedTerms::Discount(percent) => (None, Some(percent.to_string())),
        };
        Self {
            id: id.value(),
            company_id: company.value(),
            sku,
            category,
            min_quantity: min_quantity.to_string(),
            price,
            discount_percent,
            from,
            until,
            note: note.map(|note| note.into_exposed().into_string()),
            added_by: added_by.into(),
            created_at,
            updated_at,
        }
    }
}
