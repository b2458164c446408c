//! Adds tags, cards and custom attributes to customers: one statement each for a whole page.

use std::collections::HashMap;

use regulars_customers::{CustomerRecord, fold};
use regulars_kernel::StoreError;
use regulars_network::CardNumber;
use uuid::Uuid;

use super::attributes::attributes_of;
use super::row::RecordRow;
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql};

/// A text that belongs to a customer: the name of a tag, or the number of a card.
#[derive(FromRow)]
struct Detail {
    customer_id: Uuid,
    detail: String,
}

/// The records of `rows`, in their order.
pub(super) async fn complete(tx: &ReadTx, rows: Vec<RecordRow>) -> Result<Vec<CustomerRecord>, StoreError> {
    let every: Vec<Uuid> = rows.iter().map(|row| row.customer.id()).collect();
    let members: Vec<Uuid> =
        rows.iter().filter(|row| row.customer.is_member()).map(|row| row.customer.id()).collect();
    let mut tags = tags_of(tx, &every).await?;
    let mut cards = cards_of(tx, &members).await?;
    let mut attributes = attributes_of(tx, &every).await?;
    rows.into_iter()
        .map(|RecordRow { customer, purchases, rfm }| {
            let mut names = tags.remove(&customer.id()).unwrap_or_default();
            names.sort_by_cached_key(|name| fold(name));
            let numbers = cards.remove(&customer.id()).unwrap_or_default();
            let attributes = attributes.remove(&customer.id()).unwrap_or_default();
            let tags = names.iter().map(|name| name.parse()).collect::<Result<_, _>>();
            let (purchases, rhythm) = purchases.convert();
            Ok(CustomerRecord {
                customer: customer.convert(attributes)?,
                tags: tags.map_err(|error| inconsistent("tags", error))?,
                cards: numbers.into_iter().map(CardNumber::from_stored).collect(),
                purchases,
                rhythm,
                rfm: rfm.convert()?,
            })
        })
        .collect()
}

async fn tags_of(tx: &ReadTx, customers: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    const TAGS: ScopedSql = ScopedSql::new(
        "SELECT customer_tags.customer_id, tags.name AS detail
         FROM customer_tags JOIN tags
             ON tags.merchant_id = customer_tags.merchant_id AND tags.id = customer_tags.tag_id
         WHERE customer_tags.merchant_id = $1 AND ",
    );
    details(tx, TAGS, "customer_tags.customer_id", customers, "").await
}

async fn cards_of(tx: &ReadTx, customers: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    const CARDS: ScopedSql = ScopedSql::new(
        "SELECT holder.customer_id, cards.number AS detail
         FROM (SELECT c.id AS customer_id, c.member_id FROM customers AS c WHERE c.merchant_id = $1
               UNION ALL
               SELECT j.customer_id, j.member_id FROM joined_members AS j WHERE j.merchant_id = $1) AS holder
         JOIN cards ON cards.member_id = holder.member_id
         WHERE cards.status = 'active' AND ",
    );
    details(tx, CARDS, "holder.customer_id", customers, " ORDER BY cards.created_at, cards.number").await
}

async fn details(
    tx: &ReadTx,
    head: ScopedSql,
    column: &'static str,
    customers: &[Uuid],
    order: &str,
) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    if customers.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = ScopedQuery::new(head, tx.backend(), Vec::new());
    query.push_condition(Condition::one_of_ids(tx.backend(), column, customers));
    query.push(order, []);
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for Detail { customer_id, detail } in tx.query(query).await? {
        found.entry(customer_id).or_default().push(detail);
    }
    Ok(found)
}

/// The right side of `IN` with `count` parameters, at least one.
pub(super) fn one_of(count: usize) -> String {
    format!("({})", vec!["?"; count].join(", "))
}
