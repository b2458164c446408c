//! Writes customers, and keeps the columns that follow from others in step: the folded texts, month and day of birth,
//! and the text of the quick search.

use chrono::Datelike;
use regulars_customers::{Customer, DataConsent, Source, Utm, Written, fold};
use regulars_kernel::{
    Date, Email, Label, LanguageTag, MemberId, Personal, Phone, PostalAddress, StoreError, UniqueValue,
};
use sea_orm::Value;
use uuid::Uuid;

use super::attributes;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

/// The names of [`columns`].
pub(crate) const COLUMN_NAMES: &str = "id, member_id, customer_type, regular_since, regular_until, external_id, \
    gender, first_name, first_name_folded, last_name, last_name_folded, vocative, company, company_folded, \
    email, email_folded, email_verified_at, phone, birth_date, birth_month_day, language, street, \
    street_folded, postcode, postcode_folded, city, city_folded, country, attributes, utm_source, utm_medium, \
    utm_campaign, utm_term, utm_content, referral_id, created_by, data_consent_source, data_consent_text, \
    search_text, created_at, updated_at, external_id_folded, referral_id_folded, \
    utm_source_folded, utm_medium_folded, utm_campaign_folded, utm_term_folded, utm_content_folded";

/// Every column behind the merchant's, in the order of both statements below.
pub(crate) fn columns(customer: &Customer, search_text: &str) -> Vec<Value> {
    let Customer {
        id,
        customer_type,
        member,
        regular_since,
        regular_until,
        external_id,
        gender,
        first_name,
        last_name,
        vocative,
        company,
        email,
        email_verified_at,
        phone,
        birth_date,
        language,
        address: PostalAddress { street, postcode, city, country },
        attributes,
        source: Source { utm, referral_id, created_by },
        data_consent,
        created_at,
        updated_at,
    } = customer;
    let Utm { source, medium, campaign, term, content } = utm;
    let line = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let personal =
        |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
    let folded = |label: &Option<Personal<Label>>| label.as_ref().map(|label| fold(label.expose().as_str()));
    let folded_label = |label: &Option<Label>| label.as_ref().map(|label| fold(label.as_str()));
    let (consent_source, consent_text) = match data_consent {
        None => (None, None),
        Some(DataConsent { source, text_version }) => (Some(source.as_str()), line(text_version)),
    };
    let birth_date = birth_date.as_ref().map(|date| *date.expose());
    values![
        id.value(),
        member.map(MemberId::value),
        customer_type.name(),
        *regular_since,
        *regular_until,
        line(external_id),
        gender.map(|gender| gender.name()),
        personal(first_name),
        folded(first_name),
        personal(last_name),
        folded(last_name),
        personal(vocative),
        personal(company),
        folded(company),
        email.as_ref().map(Email::expose),
        email.as_ref().map(Email::folded),
        *email_verified_at,
        phone.as_ref().map(Phone::expose),
        birth_date,
        birth_date.map(month_day),
        language.as_ref().map(LanguageTag::as_str),
        personal(street),
        folded(street),
        personal(postcode),
        folded(postcode),
        personal(city),
        folded(city),
        country.as_ref().map(|country| country.code()),
        attributes::to_json(attributes),
        line(source),
        line(medium),
        line(campaign),
        line(term),
        line(content),
        line(referral_id),
        created_by.as_str(),
        consent_source,
        consent_text,
        search_text,
        *created_at,
        *updated_at,
        folded_label(external_id),
        folded_label(referral_id),
        folded_label(source),
        folded_label(medium),
        folded_label(campaign),
        folded_label(term),
        folded_label(content),
    ]
}

/// The folded texts, in the order of names, company, address, the merchant's own number, and what brought the customer.
pub(crate) fn folded_columns(customer: &Customer) -> Vec<Value> {
    let Customer { first_name, last_name, company, address, external_id, source, .. } = customer;
    let personal = [first_name, last_name, company, &address.street, &address.postcode, &address.city];
    let personal = personal.map(|label| label.as_ref().map(|label| fold(label.expose().as_str())));
    let Utm { source: utm_source, medium, campaign, term, content } = &source.utm;
    let plain = [external_id, &source.referral_id, utm_source, medium, campaign, term, content];
    let plain = plain.map(|label| label.as_ref().map(|label| fold(label.as_str())));
    personal.into_iter().chain(plain).map(Value::from).collect()
}

/// The birthday as a number that sorts and compares: month times a hundred plus day.
pub(super) fn month_day(date: Date) -> i64 {
    i64::from(date.month() * 100 + date.day())
}

pub(super) async fn insert(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<Written, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customers (merchant_id, id, member_id, customer_type, regular_since, regular_until, external_id,
             gender, first_name, first_name_folded, last_name, last_name_folded, vocative, company, company_folded,
             email, email_folded, email_verified_at, phone, birth_date, birth_month_day, language, street,
             street_folded, postcode, postcode_folded, city, city_folded, country, attributes, utm_source, utm_medium,
             utm_campaign, utm_term, utm_content, referral_id, created_by, data_consent_source, data_consent_text,
             search_text, created_at, updated_at, external_id_folded, referral_id_folded,
             utm_source_folded, utm_medium_folded, utm_campaign_folded, utm_term_folded, utm_content_folded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
             $45, $46, $47, $48, $49)
         ON CONFLICT DO NOTHING",
    );
    if tx.execute(INSERT, columns(customer, search_text)).await? == 1 {
        return Ok(Written::Done);
    }
    what_is_taken(tx, customer).await
}

/// Why an insert changed nothing.
async fn what_is_taken(tx: &ReadTx, customer: &Customer) -> Result<Written, StoreError> {
    #[derive(FromRow)]
    struct Other {
        external_id: Option<String>,
        member_id: Option<Uuid>,
    }
    const OTHERS: ScopedSql = ScopedSql::new(
        "SELECT external_id, member_id FROM customers
         WHERE merchant_id = $1 AND (external_id = $2 OR member_id = $3)",
    );
    let external_id = customer.external_id.as_ref().map(Label::as_str);
    let member = customer.member.map(MemberId::value);
    let others: Vec<Other> = tx.all(OTHERS, values![external_id, member]).await?;
    let is_taken = |taken: &dyn Fn(&Other) -> bool| others.iter().any(taken);
    if external_id.is_some() && is_taken(&|other| other.external_id.as_deref() == external_id) {
        Ok(Written::ExternalIdTaken)
    } else if member.is_some() && is_taken(&|other| other.member_id == member) {
        Ok(Written::MemberTaken)
    } else {
        Err(StoreError::Contended)
    }
}

pub(super) async fn update(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<Written, StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE customers SET member_id = $3, customer_type = $4, regular_since = $5, regular_until = $6,
             external_id = $7, gender = $8, first_name = $9, first_name_folded = $10, last_name = $11,
             last_name_folded = $12, vocative = $13, company = $14, company_folded = $15, email = $16,
             email_folded = $17, email_verified_at = $18, phone = $19, birth_date = $20, birth_month_day = $21,
             language = $22, street = $23, street_folded = $24, postcode = $25, postcode_folded = $26, city = $27,
             city_folded = $28, country = $29, attributes = $30, utm_source = $31, utm_medium = $32,
             utm_campaign = $33, utm_term = $34, utm_content = $35, referral_id = $36, created_by = $37,
             data_consent_source = $38, data_consent_text = $39, search_text = $40, created_at = $41,
             updated_at = $42, external_id_folded = $43, referral_id_folded = $44, utm_source_folded = $45,
             utm_medium_folded = $46, utm_campaign_folded = $47, utm_term_folded = $48, utm_content_folded = $49
         WHERE merchant_id = $1 AND id = $2",
    );
    match tx.execute(UPDATE, columns(customer, search_text)).await {
        Ok(1) => Ok(Written::Done),
        Ok(_) => Err(StoreError::inconsistent("customers", "one that was to be written does not exist")),
        Err(StoreError::Taken(UniqueValue::CustomerExternalId)) => Ok(Written::ExternalIdTaken),
        Err(StoreError::Taken(UniqueValue::CustomerMember)) => Ok(Written::MemberTaken),
        Err(error) => Err(error),
    }
}
