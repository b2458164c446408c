//! A customer on the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use regulars_customers::{CustomerRecord, Lifecycle};
use regulars_identity::MerchantFacts;
use regulars_kernel::{BirthDate, Email, Instant, Label, MemberId, Names, Phone};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::attributes::AttributeValueBody;
use super::brief::{CustomerTypeBody, PurchaseTotalsBody};
use super::person::GenderBody;
use super::rhythm_body::BuyingRhythmBody;
use super::source::SourceBody;
use super::{address, attributes};
use crate::v1::merchant::body::AddressBody;
use crate::v1::rfm::body::StandingBody;

/// Where a customer stands in the life of a customer.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "active")]
pub enum LifecycleBody {
    /// Has not bought yet.
    Prospect,
    /// Has bought within the last eight months.
    Active,
    /// Has bought before, but not within the last eight months.
    Lost,
}

impl From<Lifecycle> for LifecycleBody {
    fn from(lifecycle: Lifecycle) -> Self {
        match lifecycle {
            Lifecycle::Prospect => Self::Prospect,
            Lifecycle::Active => Self::Active,
            Lifecycle::Lost => Self::Lost,
        }
    }
}

/// The merchant's own record of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    pub id: Uuid,
    /// How the customer stands to the network and to the merchant.
    #[schema(example = "regular")]
    #[serde(rename = "type")]
    pub customer_type: CustomerTypeBody,
    /// Where the customer stands in the life of a customer.
    #[schema(example = "active")]
    pub lifecycle: LifecycleBody,
    /// The merchant's own number of the customer.
    #[schema(example = "K-0001")]
    pub external_id: Option<String>,
    /// How the customer is addressed; `null` when unknown.
    #[schema(example = "female")]
    pub gender: Option<GenderBody>,
    /// The academic title, such as `Dr.` or `prof. dr`. Salutations carry it where the language does.
    #[schema(max_length = 50)]
    pub title: Option<String>,
    /// The given name.
    #[schema(example = "Milica")]
    pub first_name: Option<String>,
    /// The family name.
    #[schema(example = "Petrović")]
    pub last_name: Option<String>,
    /// The vocative of the family name, where the rule of the language would get it wrong.
    pub vocative: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// The e-mail address.
    #[schema(example = "milica.petrovic@example.com")]
    pub email: Option<String>,
    /// Whether that very address was proven to be the customer's.
    #[schema(example = false)]
    pub email_verified: bool,
    /// The phone number in E.164 form.
    #[schema(example = "+381641234567")]
    pub phone: Option<String>,
    /// The date of birth.
    #[schema(example = "1990-05-17")]
    pub birth_date: Option<NaiveDate>,
    /// The birthday, `--MM-DD` as in vCard: that of `birth_date`, or alone where the year of birth is not known.
    #[schema(example = "--05-17", pattern = "^--[0-9]{2}-[0-9]{2}$")]
    pub birthday: Option<String>,
    /// BCP 47 tag of the customer's language; `null` is the merchant's.
    #[schema(example = "sr-RS")]
    pub language: Option<String>,
    /// Where the customer lives.
    pub address: AddressBody,
    /// Names of the tags that the customer has.
    #[schema(example = json!(["VIP"]))]
    pub tags: Vec<String>,
    /// Custom attributes by name.
    #[schema(example = json!({"shoe_size": 38}))]
    pub attributes: BTreeMap<String, AttributeValueBody>,
    /// Where the customer comes from.
    pub source: SourceBody,
    /// Numbers of the member's active cards, the oldest first, whichever merchant issued them.
    #[schema(example = json!(["2000000000008"]))]
    pub cards: Vec<String>,
    /// The member of the network whom the record is about; `null` for a person who is no member.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f48")]
    pub member_id: Option<Uuid>,
    /// When the customer became a regular; `null` when it is none.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub regular_since: Option<DateTime<Utc>>,
    /// What the customer has bought.
    pub purchases: PurchaseTotalsBody,
    /// In what rhythm the customer buys.
    pub buying_rhythm: BuyingRhythmBody,
    /// Where the customer stands by recency, frequency and value; `null` for who has bought nothing, or nothing yet when
    /// customers were scored last.
    pub rfm: Option<StandingBody>,
    /// When the record was made.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub updated_at: DateTime<Utc>,
}

impl CustomerBody {
    /// The customer as it stands at `now` with its merchant.
    pub fn new(record: CustomerRecord, facts: &MerchantFacts, now: Instant) -> Self {
        let CustomerRecord { customer, tags, cards, purchases, rhythm, rfm } = record;
        let born = customer.birth_date.as_ref().map(|born| *born.expose());
        let email_verified = customer.email_verified();
        let Names { title, first_name, last_name, vocative, company } =
            customer.names.map(|_, name| name.map(|name| name.into_exposed().into_string()));
        Self {
            id: customer.id.value(),
            customer_type: customer.customer_type.into(),
            lifecycle: Lifecycle::of(&purchases, now, &facts.calendar).into(),
            email_verified,
            external_id: customer.external_id.map(Label::into_string),
            gender: customer.gender.map(GenderBody::from),
            title,
            first_name,
            last_name,
            vocative,
            company,
            email: customer.email.as_ref().map(Email::expose).map(str::to_owned),
            phone: customer.phone.as_ref().map(Phone::expose).map(str::to_owned),
            birth_date: born.and_then(BirthDate::date),
            birthday: born.map(|born| born.day_of_year().to_string()),
            language: customer.language.map(|language| language.as_str().to_owned()),
            address: address::shown(customer.address),
            tags: tags.into_iter().map(Label::into_string).collect(),
            attributes: attributes::shown(&customer.attributes),
            source: customer.source.into(),
            cards: cards.iter().map(|card| card.expose().to_owned()).collect(),
            member_id: customer.member.map(MemberId::value),
            regular_since: customer.regular_since,
            purchases: PurchaseTotalsBody::new(purchases, facts.currency),
            buying_rhythm: BuyingRhythmBody::new(rhythm, facts.calendar.date_of(now)),
            rfm: rfm.map(StandingBody::from),
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        }
    }
}
