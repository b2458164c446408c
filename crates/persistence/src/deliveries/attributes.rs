//! The custom attributes and the points that recipients come with, where a newsletter names any.

use std::collections::HashMap;

use regulars_customers::Attributes;
use regulars_flows::merge_values;
use regulars_kernel::{CustomerId, Instant, StoreError};
use regulars_newsletters::{ClaimedDelivery, MergeAttribute};
use uuid::Uuid;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::customers::{AttributeValueRow, attributes_by_customer, order_of_values, select_values};
use crate::loyalty::merge_points::points_of;
use crate::wall::{ReadTx, ScopedSql, values};

/// Gives claimed deliveries those of the named attributes that their recipients have, and their points as they stand then. One
/// statement for attributes, and three for points, however many recipients there are.
pub(super) async fn add_attributes(
    tx: &ReadTx,
    claimed: &mut [ClaimedDelivery],
    named: &[MergeAttribute],
    now: Instant,
) -> Result<(), StoreError> {
    if claimed.is_empty() || named.is_empty() {
        return Ok(());
    }
    let customers: Vec<CustomerId> = claimed.iter().map(|delivery| delivery.cursor.key.customer).collect();
    let of_definitions: Vec<&str> =
        named.iter().filter(|attribute| attribute.points().is_none()).map(MergeAttribute::key).collect();
    let found = if of_definitions.is_empty() {
        HashMap::new()
    } else {
        find(tx, &customers, &of_definitions).await?
    };
    let mut points = points_of(tx, &customers, named, now).await?;
    for delivery in claimed {
        let customer = delivery.cursor.key.customer;
        if let Some(attributes) = found.get(&customer.value()) {
            delivery.recipient.attributes = merge_values(attributes);
        }
        delivery.recipient.attributes.extend(points.remove(&customer).unwrap_or_default());
    }
    Ok(())
}

async fn find(
    tx: &ReadTx,
    customers: &[CustomerId],
    keys: &[&str],
) -> Result<HashMap<Uuid, Attributes>, StoreError> {
    const FIND: ScopedSql = ScopedSql::by_dialect(
        concat!(
            select_values!(),
            " AND ca.customer_id IN (",
            ids_in_sqlite!("$2"),
            ") AND d.key IN (SELECT k.value FROM json_each($3) AS k)",
            order_of_values!(),
        ),
        concat!(
            select_values!(),
            " AND ca.customer_id = ",
            ids_in_postgres!("$2"),
            " AND d.key = ANY(ARRAY(SELECT k FROM jsonb_array_elements_text($3::jsonb) AS k))",
            order_of_values!(),
        ),
    );
    let rows: Vec<AttributeValueRow> =
        tx.all(FIND, values![id_list(customers), serde_json::json!(keys).to_string()]).await?;
    attributes_by_customer(rows)
}
