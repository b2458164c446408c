//! Writes customers, and keeps the columns that follow from others in step: the folded texts, month and day of birth,
//! and the text of the quick search.

use chrono::Datelike;
use regulars_customers::{Customer, Source, Utm, Written, fold};
use regulars_kernel::{Date, Email, Label, MemberId, Personal, PostalAddress, StoreError, UniqueValue};
use uuid::Uuid;

use super::names_row::FoldedNamesRow;
use super::row::CustomerRow;
use crate::wall::{FromRow, RowColumns, ScopedSql, Tx, insert_into, update, values};

/// A whole row of `customers`.
#[derive(RowColumns)]
pub(crate) struct WrittenRow {
    #[nested]
    customer: CustomerRow,
    birth_month_day: Option<i64>,
    email_folded: Option<String>,
    #[nested]
    texts: FollowingTexts,
}

/// The texts that follow from others by rules that may change.
#[derive(RowColumns)]
struct FollowingTexts {
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
}

impl WrittenRow {
    /// The row of the customer that the quick search finds by that text.
    pub(crate) fn of(customer: &Customer, search_text: &str) -> Self {
        Self {
            birth_month_day: customer.birth_date.as_ref().map(|date| month_day(*date.expose())),
            email_folded: customer.email.as_ref().map(Email::folded),
            texts: FollowingTexts::of(customer, search_text),
            customer: CustomerRow::of(customer),
        }
    }
}

impl FollowingTexts {
    fn of(customer: &Customer, search_text: &str) -> Self {
        let Customer { names, address, external_id, source, .. } = customer;
        let PostalAddress { street, postcode, city, .. } = address;
        let Source { utm: Utm { source, medium, campaign, term, content }, referral_id, .. } = source;
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
        }
    }
}

/// The birthday as a number that sorts and compares: month times a hundred plus day.
pub(super) fn month_day(date: Date) -> i64 {
    i64::from(date.month() * 100 + date.day())
}

pub(super) async fn insert(tx: &Tx, customer: &Customer, search_text: &str) -> Result<Written, StoreError> {
    const INSERT: ScopedSql = insert_into!("customers", WrittenRow, "ON CONFLICT DO NOTHING");
    if tx.execute(INSERT, WrittenRow::of(customer, search_text).into_values()).await? == 1 {
        return Ok(Written::Done);
    }
    what_is_taken(tx, customer).await
}

/// Why an insert changed nothing.
async fn what_is_taken(tx: &Tx, customer: &Customer) -> Result<Written, StoreError> {
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

pub(super) async fn update(tx: &Tx, customer: &Customer, search_text: &str) -> Result<Written, StoreError> {
    const UPDATE: ScopedSql = update!("customers", WrittenRow);
    match tx.execute(UPDATE, WrittenRow::of(customer, search_text).into_values()).await {
        Ok(1) => Ok(Written::Done),
        Ok(_) => Err(StoreError::inconsistent("customers", "one that was to be written does not exist")),
        Err(StoreError::Taken(UniqueValue::CustomerExternalId)) => Ok(Written::ExternalIdTaken),
        Err(StoreError::Taken(UniqueValue::CustomerMember)) => Ok(Written::MemberTaken),
        Err(error) => Err(error),
    }
}

/// Writes the texts that follow from those of the customer.
pub(crate) async fn update_following_texts(
    tx: &Tx,
    customer: &Customer,
    search_text: &str,
) -> Result<(), StoreError> {
    #[derive(RowColumns)]
    struct Row {
        id: Uuid,
        #[nested]
        texts: FollowingTexts,
    }
    const UPDATE: ScopedSql = update!("customers", Row);
    let row = Row { id: customer.id.value(), texts: FollowingTexts::of(customer, search_text) };
    tx.execute(UPDATE, row.into_values()).await.map(drop)
}
