//! A row of `customers` with its totals, and the customer that it means.

use regulars_customers::{CreatedBy, Customer, DataConsent, Source, Utm};
use regulars_kernel::{
    CustomerId, Date, Instant, InvalidText, Label, MemberId, Personal, Phone, PostalAddress, PurchaseTotals,
    StoreError,
};
use serde_json::Value as Json;
use uuid::Uuid;

use super::attributes;
use crate::error::inconsistent;
use crate::wall::FromRow;

/// Begins a statement that gives [`CustomerRow`]s: everything up to the condition that follows the merchant's.
macro_rules! select_customers {
    ($($condition:literal),*) => {
        concat!(
            "SELECT customers.id, customers.member_id, customers.customer_type, customers.regular_since, \
             customers.regular_until, customers.external_id, customers.gender, customers.first_name, \
             customers.last_name, customers.vocative, customers.company, customers.email, \
             customers.email_verified_at, customers.phone, customers.birth_date, customers.language, \
             customers.street, customers.postcode, customers.city, customers.country, customers.attributes, \
             customers.utm_source, customers.utm_medium, customers.utm_campaign, customers.utm_term, \
             customers.utm_content, customers.referral_id, customers.created_by, customers.data_consent_source, \
             customers.data_consent_text, customers.created_at, customers.updated_at, \
             customer_totals.purchase_count, customer_totals.purchase_total, customer_totals.first_purchase_at, \
             customer_totals.last_purchase_at \
             FROM customers LEFT JOIN customer_totals \
             ON customer_totals.merchant_id = customers.merchant_id AND customer_totals.customer_id = customers.id \
             WHERE customers.merchant_id = $1",
            $($condition),*
        )
    };
}
pub(super) use select_customers;

#[derive(FromRow)]
pub(super) struct CustomerRow {
    pub(super) id: Uuid,
    pub(super) member_id: Option<Uuid>,
    customer_type: String,
    regular_since: Option<Instant>,
    regular_until: Option<Instant>,
    external_id: Option<String>,
    gender: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    vocative: Option<String>,
    company: Option<String>,
    email: Option<String>,
    email_verified_at: Option<Instant>,
    phone: Option<String>,
    birth_date: Option<Date>,
    language: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    attributes: Json,
    utm_source: Option<String>,
    utm_medium: Option<String>,
    utm_campaign: Option<String>,
    utm_term: Option<String>,
    utm_content: Option<String>,
    referral_id: Option<String>,
    created_by: String,
    data_consent_source: Option<String>,
    data_consent_text: Option<String>,
    created_at: Instant,
    updated_at: Instant,
    purchase_count: Option<i64>,
    purchase_total: Option<i64>,
    first_purchase_at: Option<Instant>,
    last_purchase_at: Option<Instant>,
}

impl CustomerRow {
    /// The customer and what it has bought.
    pub(super) fn convert(self) -> Result<(Customer, PurchaseTotals), StoreError> {
        let purchases = PurchaseTotals {
            count: self.purchase_count.unwrap_or_default(),
            total: self.purchase_total.unwrap_or_default(),
            first_at: self.first_purchase_at,
            last_at: self.last_purchase_at,
        };
        let data_consent_text = line(self.data_consent_text)?;
        let customer = Customer {
            id: CustomerId::new(self.id),
            customer_type: self.customer_type.parse().map_err(|error| inconsistent("customers", error))?,
            member: self.member_id.map(MemberId::new),
            regular_since: self.regular_since,
            regular_until: self.regular_until,
            external_id: line(self.external_id)?,
            gender: stored(self.gender)?,
            first_name: named(self.first_name)?,
            last_name: named(self.last_name)?,
            vocative: named(self.vocative)?,
            company: named(self.company)?,
            email: stored(self.email)?,
            email_verified_at: self.email_verified_at,
            phone: self.phone.map(Phone::from_stored),
            birth_date: self.birth_date.map(Personal::new),
            language: stored(self.language)?,
            address: PostalAddress {
                street: named(self.street)?,
                postcode: named(self.postcode)?,
                city: named(self.city)?,
                country: stored(self.country)?,
            },
            attributes: attributes::from_json(self.attributes)?,
            source: Source {
                utm: Utm {
                    source: line(self.utm_source)?,
                    medium: line(self.utm_medium)?,
                    campaign: line(self.utm_campaign)?,
                    term: line(self.utm_term)?,
                    content: line(self.utm_content)?,
                },
                referral_id: line(self.referral_id)?,
                created_by: CreatedBy::from_stored(self.created_by),
            },
            data_consent: line(self.data_consent_source)?
                .map(|source| DataConsent { source, text_version: data_consent_text }),
            created_at: self.created_at,
            updated_at: self.updated_at,
        };
        Ok((customer, purchases))
    }
}

/// A text of one line. One that held nothing that can be seen was written before such texts were refused, and is none.
fn line(text: Option<String>) -> Result<Option<Label>, StoreError> {
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
