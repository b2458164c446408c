//! The values of custom attributes: a row for each, and for each of several options. What filters compare stands in one
//! index: a number, of dates and decimals too, and behind it the folded text, whose number is zero.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regulars_customers::{
    AttributeValue, Attributes, HeldAttribute, RefusedValues, fold, number_of_date, search_text,
};
use regulars_kernel::{AttributeId, AttributeKind, CustomerId, Date, Decimal, Label, Personal, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::attribute_definitions::remove_hidden;
use super::details::one_of;
use super::read::find_all_for_change;
use super::write::update_following_texts;
use crate::error::inconsistent;
use crate::wall::{BulkTable, Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

pub(crate) const TABLE: BulkTable = BulkTable::of_merchant(
    "customer_attributes",
    "customer_id, attribute_id, place, written, folded, number",
);

/// The rows of a customer's attributes, without the merchant.
pub(crate) fn value_rows(customer: CustomerId, attributes: &Attributes) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for (_, HeldAttribute { id, value }) in attributes.iter() {
        let mut add = |place: usize, text: Option<&Personal<Label>>, number: i64| {
            let written = text.map(|text| text.expose().as_str());
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            rows.push(values![customer.value(), id.value(), place, written, written.map(fold), number]);
        };
        match value {
            AttributeValue::Text(text) | AttributeValue::Choice(text) => add(0, Some(text), 0),
            AttributeValue::Choices(options) => {
                for (place, option) in options.iter().enumerate() {
                    add(place, Some(option), 0);
                }
            }
            AttributeValue::Integer(number) => add(0, None, *number),
            AttributeValue::Decimal(number) => add(0, None, number.millionths()),
            AttributeValue::Boolean(flag) => add(0, None, i64::from(*flag)),
            AttributeValue::Date(date) => add(0, None, number_of_date(*date.expose())),
        }
    }
    rows
}

pub(super) async fn set_of_customer(
    tx: &WriteTx,
    customer: CustomerId,
    attributes: &Attributes,
) -> Result<(), StoreError> {
    const CLEAR: ScopedSql =
        ScopedSql::new("DELETE FROM customer_attributes WHERE merchant_id = $1 AND customer_id = $2");
    tx.execute(CLEAR, values![customer.value()]).await?;
    let rows = value_rows(customer, attributes);
    if rows.is_empty() { Ok(()) } else { tx.insert_rows(TABLE, rows).await.map(drop) }
}

/// A value, with what its attribute is. [`select_values`] reads it.
#[derive(FromRow)]
pub(crate) struct ValueRow {
    customer_id: Uuid,
    attribute_id: Uuid,
    key: String,
    kind: String,
    written: Option<String>,
    number: i64,
}

/// Reads values of customers as [`ValueRow`] wants them, of attributes that are not hidden; other columns may stand before and
/// behind.
macro_rules! select_values {
    ($($before:literal, $behind:literal)?) => {
        concat!(
            "SELECT ",
            $($before,)?
            "ca.customer_id, ca.attribute_id, d.key, d.kind, ca.written, ca.number",
            $($behind,)?
            " FROM customer_attributes ca JOIN attribute_definitions d
                 ON d.merchant_id = ca.merchant_id AND d.id = ca.attribute_id
             WHERE ca.merchant_id = $1 AND d.deleted_at IS NULL"
        )
    };
}
pub(crate) use select_values;

/// The order in which [`by_customer`] takes values.
macro_rules! order_of_values {
    () => {
        " ORDER BY ca.customer_id, ca.attribute_id, ca.place"
    };
}
pub(crate) use order_of_values;

/// The attributes of each customer, several options together.
pub(crate) fn by_customer(rows: Vec<ValueRow>) -> Result<HashMap<Uuid, Attributes>, StoreError> {
    let mut found: HashMap<Uuid, BTreeMap<_, HeldAttribute>> = HashMap::new();
    for row in rows {
        let (customer, id) = (row.customer_id, AttributeId::new(row.attribute_id));
        let key = row.key.parse().map_err(|error| inconsistent("attribute_definitions", error))?;
        let value = value(row)?;
        let held = found.entry(customer).or_default();
        match (held.get_mut(&key), value) {
            (
                Some(HeldAttribute { value: AttributeValue::Choices(options), .. }),
                AttributeValue::Choices(more),
            ) => {
                options.extend(more);
            }
            (_, value) => {
                held.insert(key, HeldAttribute { id, value });
            }
        }
    }
    Ok(found.into_iter().map(|(id, held)| (id, Attributes::from_stored(held))).collect())
}

fn value(row: ValueRow) -> Result<AttributeValue, StoreError> {
    let wrong = || inconsistent("customer_attributes", "a value is none of its type");
    let kind = AttributeKind::from_name(&row.kind).ok_or_else(wrong)?;
    let text = || -> Result<Personal<Label>, StoreError> {
        let label = row.written.as_deref().and_then(|text| text.parse().ok());
        label.map(Personal::new).ok_or_else(wrong)
    };
    Ok(match kind {
        AttributeKind::Text => AttributeValue::Text(text()?),
        AttributeKind::Choice => AttributeValue::Choice(text()?),
        AttributeKind::Choices => AttributeValue::Choices(vec![text()?]),
        AttributeKind::Integer => AttributeValue::Integer(row.number),
        AttributeKind::Decimal => AttributeValue::Decimal(Decimal::from_millionths(row.number)),
        AttributeKind::Boolean => AttributeValue::Boolean(row.number != 0),
        AttributeKind::Date => {
            let days = i32::try_from(row.number).ok();
            let date = days.and_then(Date::from_num_days_from_ce_opt).ok_or_else(wrong)?;
            AttributeValue::Date(Personal::new(date))
        }
    })
}

#[derive(FromRow)]
struct CustomerRow {
    customer_id: Uuid,
}

/// A row of the attribute is found at once by its index, or none is.
pub(super) async fn exist(tx: &ReadTx, id: AttributeId, values: &RefusedValues) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT customer_id FROM customer_attributes WHERE merchant_id = $1 AND attribute_id = $2",
    );
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![id.value()]);
    match values {
        RefusedValues::Any => {}
        RefusedValues::Outside(from, to) => {
            if let Some(from) = from {
                query.push(" AND number < ?", values![*from]);
            }
            if let Some(to) = to {
                query.push(" AND number > ?", values![*to]);
            }
        }
        RefusedValues::Options(folded) => {
            query.push(" AND number = 0 AND ", []);
            query.push_condition(Condition::one_of_texts(tx.backend(), &["folded"], folded));
        }
    }
    query.push(" LIMIT 1", []);
    Ok(!tx.query::<CustomerRow>(query).await?.is_empty())
}

/// What the quick search finds a customer by is written anew without the value, in the same transaction.
pub(super) async fn forget(tx: &WriteTx, id: AttributeId, customers: u16) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT customer_id FROM customer_attributes WHERE merchant_id = $1 AND attribute_id = $2 LIMIT $3",
    );
    const FORGET: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_attributes WHERE merchant_id = $1 AND attribute_id = $2 AND customer_id IN ",
    );
    let rows: Vec<CustomerRow> = tx.all(FIND, values![id.value(), i64::from(customers)]).await?;
    if rows.is_empty() {
        remove_hidden(tx, id).await?;
        return Ok(false);
    }
    let found: BTreeSet<Uuid> = rows.into_iter().map(|row| row.customer_id).collect();
    let found: Vec<CustomerId> = found.into_iter().map(CustomerId::new).collect();
    for record in find_all_for_change(tx, &found).await? {
        let text = search_text(&record.customer, &record.cards);
        update_following_texts(tx, &record.customer, &text).await?;
    }
    let mut query = ScopedQuery::new(FORGET, tx.backend(), values![id.value()]);
    query.push(&one_of(found.len()), found.iter().map(|id| Value::from(id.value())));
    tx.run_query(query).await?;
    Ok(true)
}
