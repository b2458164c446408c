//! Adds tags, cards and custom attributes to customers: one statement for a whole page.

use std::collections::HashMap;

use regulars_customers::{CustomerRecord, fold};
use regulars_kernel::StoreError;
use regulars_network::CardNumber;
use uuid::Uuid;

use super::attributes::{ValueRow, by_customer, select_values};
use super::row::RecordRow;
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, Row, RowError, ScopedQuery, ScopedSql};

/// What a customer has beside its record.
enum Detail {
    /// The value of a custom attribute.
    Value(ValueRow),
    /// The number of a card.
    Card(Uuid, String),
    /// The name of a tag.
    Tag(Uuid, String),
}

impl FromRow for Detail {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        let what: String = row.get("what")?;
        Ok(match what.as_str() {
            "value" => Self::Value(ValueRow::from_row(row)?),
            "card" => Self::Card(row.get("customer_id")?, row.get("written")?),
            _ => Self::Tag(row.get("customer_id")?, row.get("written")?),
        })
    }
}

/// The records of `rows`, in their order.
pub(super) async fn complete(tx: &ReadTx, rows: Vec<RecordRow>) -> Result<Vec<CustomerRecord>, StoreError> {
    let every: Vec<Uuid> = rows.iter().map(|row| row.customer.id()).collect();
    let members: Vec<Uuid> =
        rows.iter().filter(|row| row.customer.is_member()).map(|row| row.customer.id()).collect();
    let mut values = Vec::new();
    let mut tags: HashMap<Uuid, Vec<String>> = HashMap::new();
    let mut cards: HashMap<Uuid, Vec<String>> = HashMap::new();
    for detail in details_of(tx, &every, &members).await? {
        match detail {
            Detail::Value(value) => values.push(value),
            Detail::Card(customer, number) => cards.entry(customer).or_default().push(number),
            Detail::Tag(customer, name) => tags.entry(customer).or_default().push(name),
        }
    }
    let mut attributes = by_customer(values)?;
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

/// What these customers have, and what of them are members; several options of an attribute and several cards in their order.
/// The values come first, whose columns say of which types those of the others are.
async fn details_of(tx: &ReadTx, every: &[Uuid], members: &[Uuid]) -> Result<Vec<Detail>, StoreError> {
    const VALUES: ScopedSql = ScopedSql::new(concat!(
        select_values!("'value' AS what, ", ", ca.place, NULL AS issued_at"),
        " AND "
    ));
    const CARDS: &str = " UNION ALL
         SELECT 'card', holder.customer_id, NULL, NULL, NULL, cards.number, NULL, 0, cards.created_at
         FROM (SELECT c.id AS customer_id, c.member_id FROM customers AS c WHERE c.merchant_id = $1
               UNION ALL
               SELECT j.customer_id, j.member_id FROM joined_members AS j WHERE j.merchant_id = $1) AS holder
         JOIN cards ON cards.member_id = holder.member_id
         WHERE cards.status = 'active' AND ";
    const TAGS: &str = " UNION ALL
         SELECT 'tag', customer_tags.customer_id, NULL, NULL, NULL, tags.name, NULL, 0, NULL
         FROM customer_tags JOIN tags
             ON tags.merchant_id = customer_tags.merchant_id AND tags.id = customer_tags.tag_id
         WHERE customer_tags.merchant_id = $1 AND ";
    if every.is_empty() {
        return Ok(Vec::new());
    }
    let one_of = |column, ids| Condition::one_of_ids(tx.backend(), column, ids);
    let mut query = ScopedQuery::new(VALUES, tx.backend(), Vec::new());
    query.push_condition(one_of("ca.customer_id", every));
    if !members.is_empty() {
        query.push(CARDS, []).push_condition(one_of("holder.customer_id", members));
    }
    query.push(TAGS, []).push_condition(one_of("customer_tags.customer_id", every));
    query.push(" ORDER BY place, issued_at, written", []);
    tx.query(query).await
}

/// The right side of `IN` with `count` parameters, at least one.
pub(super) fn one_of(count: usize) -> String {
    format!("({})", vec!["?"; count].join(", "))
}
