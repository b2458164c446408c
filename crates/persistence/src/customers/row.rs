//! A row of `customers`, whose columns are named here and nowhere else, and the customer that it means. Some columns follow
//! from others: the folded texts, month and day of birth, and the text of the quick search.

use regulars_customers::{Attributes, CreatedBy, Customer, DataConsent, Source, Utm, fold};
use regulars_kernel::{
    BirthDate, BuyingRhythm, CustomerId, Date, Email, Instant, InvalidText, Label, LanguageTag, MemberId,
    Personal, Phone, PostalAddress, PurchaseTotals, StoreError,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::names_row::{FoldedNamesRow, NamesRow};
use super::touch_row::{FoldedTouchRow, TouchRow};
use crate::error::inconsistent;
use crate::segments::StandingRow;
use crate::wall::{FromRow, RowColumns};

/// Begins a statement that gives [`RecordRow`]s: everything up to the condition that follows the merchant's.
macro_rules! select_customers {
    ($($condition:literal)?) => {
        $crate::wall::sql_text!(
            $crate::wall::Piece::Text("SELECT "),
            $crate::wall::Piece::ColumnsOf("customers", <CustomerRow as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(", "),
            $crate::wall::Piece::ColumnsOf("customer_totals", <TotalsRow as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(", "),
            $crate::wall::Piece::ColumnsOf(
                "customer_rfm",
                <$crate::segments::StandingRow as $crate::wall::RowColumns>::LIST
            ),
            $crate::wall::Piece::Text(concat!(
                " FROM customers LEFT JOIN customer_totals
                 ON customer_totals.merchant_id = customers.merchant_id AND customer_totals.customer_id = customers.id
                 LEFT JOIN customer_rfm
                 ON customer_rfm.merchant_id = customers.merchant_id AND customer_rfm.customer_id = customers.id
                 WHERE customers.merchant_id = $1",
                $($condition)?
            )),
        )
    };
}
pub(super) use select_customers;

/// What is known of a customer. Each column is one of the table's.
#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(super) struct CustomerRow {
    id: Uuid,
    member_id: Option<Uuid>,
    customer_type: String,
    regular_since: Option<Instant>,
    regular_until: Option<Instant>,
    external_id: Option<String>,
    gender: Option<String>,
    #[nested]
    names: NamesRow,
    email: Option<String>,
    email_verified_at: Option<Instant>,
    phone: Option<String>,
    birth_date: Option<Date>,
    #[serde(default)]
    birth_month_day: Option<i64>,
    language: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    utm_source: Option<String>,
    utm_medium: Option<String>,
    utm_campaign: Option<String>,
    utm_term: Option<String>,
    utm_content: Option<String>,
    #[nested]
    #[serde(flatten)]
    last_touch: TouchRow,
    referral_id: Option<String>,
    created_by: String,
    data_consent_source: Option<String>,
    data_consent_text: Option<String>,
    created_at: Instant,
    updated_at: Instant,
}

/// What a customer has bought; nothing where there is no such row.
#[derive(FromRow, RowColumns)]
pub(super) struct TotalsRow {
    purchase_count: Option<i64>,
    purchase_total: Option<i64>,
    first_purchase_at: Option<Instant>,
    last_purchase_at: Option<Instant>,
    buying_gaps: Option<i64>,
    median_gap_days: Option<i64>,
    next_purchase_on: Option<Date>,
}

/// A customer with what it has bought and where it stands by that.
#[derive(FromRow)]
pub(super) struct RecordRow {
    #[nested]
    pub(super) customer: CustomerRow,
    #[nested]
    pub(super) purchases: TotalsRow,
    #[nested]
    pub(super) rfm: StandingRow,
}

impl CustomerRow {
    pub(super) const fn id(&self) -> Uuid {
        self.id
    }

    pub(super) const fn is_member(&self) -> bool {
        self.member_id.is_some()
    }

    /// The row that means the customer.
    pub(super) fn of(customer: &Customer) -> Self {
        let Customer {
            id,
            customer_type,
            member,
            regular_since,
            regular_until,
            external_id,
            gender,
            names,
            email,
            email_verified_at,
            phone,
            birth_date,
            language,
            address: PostalAddress { street, postcode, city, country },
            attributes: _,
            source: Source { utm, last_touch, referral_id, created_by },
            data_consent,
            created_at,
            updated_at,
        } = customer;
        Self {
            id: id.value(),
            member_id: member.map(MemberId::value),
            customer_type: customer_type.name().to_owned(),
            regular_since: *regular_since,
            regular_until: *regular_until,
            external_id: text(external_id),
            gender: gender.map(|gender| gender.name().to_owned()),
            names: NamesRow::of(names),
            email: email.as_ref().map(Email::expose).map(str::to_owned),
            email_verified_at: *email_verified_at,
            phone: phone.as_ref().map(Phone::expose).map(str::to_owned),
            birth_date: birth_date.as_ref().and_then(|born| born.expose().date()),
            birth_month_day: birth_date.as_ref().map(|born| month_day(*born.expose())),
            language: language.as_ref().map(LanguageTag::as_str).map(str::to_owned),
            street: personal(street),
            postcode: personal(postcode),
            city: personal(city),
            country: country.as_ref().map(|country| country.code().to_owned()),
            utm_source: text(&utm.source),
            utm_medium: text(&utm.medium),
            utm_campaign: text(&utm.campaign),
            utm_term: text(&utm.term),
            utm_content: text(&utm.content),
            last_touch: TouchRow::of(last_touch.as_ref()),
            referral_id: text(referral_id),
            created_by: created_by.as_str().to_owned(),
            data_consent_source: data_consent.as_ref().map(|consent| consent.source.as_str().to_owned()),
            data_consent_text: data_consent.as_ref().and_then(|consent| text(&consent.text_version)),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }

    /// The customer that the row means, with these attributes.
    pub(super) fn convert(self, attributes: Attributes) -> Result<Customer, StoreError> {
        let data_consent_text = line(self.data_consent_text)?;
        Ok(Customer {
            id: CustomerId::new(self.id),
            customer_type: self.customer_type.parse().map_err(|error| inconsistent("customers", error))?,
            member: self.member_id.map(MemberId::new),
            regular_since: self.regular_since,
            regular_until: self.regular_until,
            external_id: line(self.external_id)?,
            gender: stored(self.gender)?,
            names: self.names.into_names().try_map(|_, name| named(name))?,
            email: stored(self.email)?,
            email_verified_at: self.email_verified_at,
            phone: self.phone.map(Phone::from_stored),
            birth_date: BirthDate::from_stored(self.birth_date, self.birth_month_day).map(Personal::new),
            language: stored(self.language)?,
            address: PostalAddress {
                street: named(self.street)?,
                postcode: named(self.postcode)?,
                city: named(self.city)?,
                country: stored(self.country)?,
            },
            attributes,
            source: Source {
                utm: Utm {
                    source: line(self.utm_source)?,
                    medium: line(self.utm_medium)?,
                    campaign: line(self.utm_campaign)?,
                    term: line(self.utm_term)?,
                    content: line(self.utm_content)?,
                },
                last_touch: self.last_touch.convert()?,
                referral_id: line(self.referral_id)?,
                created_by: CreatedBy::from_stored(self.created_by),
            },
            data_consent: line(self.data_consent_source)?
                .map(|source| DataConsent { source, text_version: data_consent_text }),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

impl TotalsRow {
    /// What was bought, and in what rhythm.
    pub(super) fn convert(self) -> (PurchaseTotals, BuyingRhythm) {
        let totals = PurchaseTotals {
            count: self.purchase_count.unwrap_or_default(),
            total: self.purchase_total.unwrap_or_default(),
            first_at: self.first_purchase_at,
            last_at: self.last_purchase_at,
        };
        let rhythm = BuyingRhythm {
            gaps: self.buying_gaps.unwrap_or_default(),
            median_gap_days: self.median_gap_days,
            next_expected_on: self.next_purchase_on,
        };
        (totals, rhythm)
    }
}

/// A whole row of `customers`.
#[derive(RowColumns)]
pub(crate) struct WrittenRow {
    #[nested]
    customer: CustomerRow,
    /// Always an empty object: attributes have a table of their own.
    attributes: Json,
    email_folded: Option<String>,
    #[nested]
    texts: FollowingTexts,
}

/// The texts that follow from others by rules that may change.
#[derive(RowColumns)]
pub(super) struct FollowingTexts {
    search_text: String,
    #[nested]
    names: FoldedNamesRow,
    street_folded: Option<String>,
    postcode_folded: Option<String>,
    city_folded: Option<String>,
    external_id_folded: Option<String>,
    referral_id_folded: Option<String>,
    utm_source_folded: Option<String>,
    utm_medium_folded: Option<String>,
    utm_campaign_folded: Option<String>,
    utm_term_folded: Option<String>,
    utm_content_folded: Option<String>,
    #[nested]
    last_touch: FoldedTouchRow,
}

impl WrittenRow {
    /// The row of the customer that the quick search finds by that text.
    pub(crate) fn of(customer: &Customer, search_text: &str) -> Self {
        Self {
            email_folded: customer.email.as_ref().map(Email::folded),
            texts: FollowingTexts::of(customer, search_text),
            attributes: Json::Object(serde_json::Map::new()),
            customer: CustomerRow::of(customer),
        }
    }
}

impl FollowingTexts {
    pub(super) fn of(customer: &Customer, search_text: &str) -> Self {
        let Customer { names, address, external_id, source, .. } = customer;
        let PostalAddress { street, postcode, city, .. } = address;
        let Source { utm, last_touch, referral_id, created_by: _ } = source;
        let Utm { source, medium, campaign, term, content } = utm;
        let folded = |label: &Option<Label>| label.as_ref().map(|label| fold(label.as_str()));
        let personal =
            |label: &Option<Personal<Label>>| label.as_ref().map(|label| fold(label.expose().as_str()));
        Self {
            search_text: search_text.to_owned(),
            names: FoldedNamesRow::of(names),
            street_folded: personal(street),
            postcode_folded: personal(postcode),
            city_folded: personal(city),
            external_id_folded: folded(external_id),
            referral_id_folded: folded(referral_id),
            utm_source_folded: folded(source),
            utm_medium_folded: folded(medium),
            utm_campaign_folded: folded(campaign),
            utm_term_folded: folded(term),
            utm_content_folded: folded(content),
            last_touch: FoldedTouchRow::of(last_touch.as_ref()),
        }
    }
}

/// The birthday as a number that sorts and compares: month times a hundred plus day.
pub(crate) fn month_day(born: BirthDate) -> i64 {
    i64::from(born.month_day())
}

pub(super) fn text(label: &Option<Label>) -> Option<String> {
    label.as_ref().map(|label| label.as_str().to_owned())
}

fn personal(label: &Option<Personal<Label>>) -> Option<String> {
    label.as_ref().map(|label| label.expose().as_str().to_owned())
}

/// A text of one line. One that held nothing that can be seen was written before such texts were refused, and is none.
pub(super) fn line(text: Option<String>) -> Result<Option<Label>, StoreError> {
    match text.map(|text| text.parse::<Label>()).transpose() {
        Err(InvalidText::Empty) => Ok(None),
        read => read.map_err(|error| inconsistent("customers", error)),
    }
}

pub(super) fn named(text: Option<String>) -> Result<Option<Personal<Label>>, StoreError> {
    Ok(line(text)?.map(Personal::new))
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: Option<String>,
) -> Result<Option<T>, StoreError> {
    text.map(|text| text.parse()).transpose().map_err(|error| inconsistent("customers", error))
}
