//! What a till needs to know, in one statement each.

use regulars_customers::CardHolder;
use regulars_kernel::{
    CustomerBrief, CustomerId, Email, Instant, MemberId, Phone, PurchaseTotals, StoreError,
};
use regulars_network::CardNumber;
use sea_orm::Value;
use uuid::Uuid;

use super::row::named;
use super::who_is_meant::{customer_of_card, customer_of_email, customer_of_phone, is_of_network};
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// The columns of a customer's brief. All of them are `NULL` where an outer join found no customer.
#[derive(FromRow)]
struct BriefRow {
    id: Option<Uuid>,
    member_id: Option<Uuid>,
    customer_type: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    purchase_count: Option<i64>,
    purchase_total: Option<i64>,
    first_purchase_at: Option<Instant>,
    last_purchase_at: Option<Instant>,
}

macro_rules! brief_columns {
    () => {
        "customers.id, customers.member_id, customers.customer_type, customers.first_name, customers.last_name, \
         customers.company, customer_totals.purchase_count, customer_totals.purchase_total, \
         customer_totals.first_purchase_at, customer_totals.last_purchase_at"
    };
}

impl BriefRow {
    fn convert(self) -> Result<Option<CustomerBrief>, StoreError> {
        let (Some(id), Some(customer_type)) = (self.id, self.customer_type) else {
            return Ok(None);
        };
        Ok(Some(CustomerBrief {
            id: CustomerId::new(id),
            member: self.member_id.map(MemberId::new),
            customer_type: customer_type.parse().map_err(|error| inconsistent("customers", error))?,
            first_name: named(self.first_name)?,
            last_name: named(self.last_name)?,
            company: named(self.company)?,
            purchases: PurchaseTotals {
                count: self.purchase_count.unwrap_or_default(),
                total: self.purchase_total.unwrap_or_default(),
                first_at: self.first_purchase_at,
                last_at: self.last_purchase_at,
            },
        }))
    }
}

#[derive(FromRow)]
struct HolderRow {
    number: String,
    status: String,
    holder_id: Uuid,
    #[nested]
    customer: BriefRow,
}

impl HolderRow {
    fn convert(self) -> Result<CardHolder, StoreError> {
        Ok(CardHolder {
            number: CardNumber::from_stored(self.number),
            status: self.status.parse().map_err(|error| inconsistent("cards", error))?,
            member: MemberId::new(self.holder_id),
            customer: self.customer.convert()?,
        })
    }
}

/// The holders of those of these cards that there are.
pub(crate) async fn by_cards(tx: &ReadTx, numbers: &[CardNumber]) -> Result<Vec<CardHolder>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(concat!(
        "SELECT asked.number, asked.status, asked.member_id AS holder_id, ",
        brief_columns!(),
        " FROM cards AS asked
         LEFT JOIN customers ON customers.merchant_id = $1 AND customers.id = ",
        customer_of_card!("asked.number"),
        "
         LEFT JOIN customer_totals
             ON customer_totals.merchant_id = $1 AND customer_totals.merchant_id = customers.merchant_id
             AND customer_totals.customer_id = customers.id
         WHERE ",
        is_of_network!("asked", "$1"),
        " AND "
    ));
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let texts: Vec<String> = numbers.iter().map(|number| number.expose().to_owned()).collect();
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push_condition(Condition::one_of_texts(tx.backend(), &["asked.number"], &texts));
    tx.query::<HolderRow>(query).await?.into_iter().map(HolderRow::convert).collect()
}

pub(super) async fn by_card(tx: &ReadTx, number: &CardNumber) -> Result<Option<CardHolder>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(concat!(
        "SELECT cards.number, cards.status, cards.member_id AS holder_id, ",
        brief_columns!(),
        " FROM cards
         LEFT JOIN customers ON customers.merchant_id = $1 AND customers.id = ",
        customer_of_card!("$2"),
        "
         LEFT JOIN customer_totals
             ON customer_totals.merchant_id = $1 AND customer_totals.merchant_id = customers.merchant_id
             AND customer_totals.customer_id = customers.id
         WHERE cards.number = $2 AND ",
        is_of_network!("cards", "$1")
    ));
    tx.optional::<HolderRow>(FIND, values![number.expose()]).await?.map(HolderRow::convert).transpose()
}

macro_rules! the_one {
    ($customer:expr) => {
        ScopedSql::new(concat!(
            "SELECT ",
            brief_columns!(),
            " FROM customers LEFT JOIN customer_totals
             ON customer_totals.merchant_id = customers.merchant_id AND customer_totals.customer_id = customers.id
             WHERE customers.merchant_id = $1 AND customers.id = ",
            $customer
        ))
    };
}

pub(super) async fn by_phone(tx: &ReadTx, phone: &Phone) -> Result<Option<CustomerBrief>, StoreError> {
    const FIND: ScopedSql = the_one!(customer_of_phone!("$2"));
    one(tx, FIND, values![phone.expose()]).await
}

pub(super) async fn by_email(tx: &ReadTx, email: &Email) -> Result<Option<CustomerBrief>, StoreError> {
    const FIND: ScopedSql = the_one!(customer_of_email!("$2"));
    one(tx, FIND, values![email.folded()]).await
}

async fn one(tx: &ReadTx, find: ScopedSql, values: Vec<Value>) -> Result<Option<CustomerBrief>, StoreError> {
    let row: Option<BriefRow> = tx.optional(find, values).await?;
    Ok(row.map(BriefRow::convert).transpose()?.flatten())
}
