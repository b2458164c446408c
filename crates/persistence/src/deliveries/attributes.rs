//! The custom attributes that recipients come with, where a newsletter names any.

use std::collections::HashMap;

use regulars_customers::Attributes;
use regulars_flows::merge_values;
use regulars_kernel::{CustomerId, StoreError};
use regulars_newsletters::{ClaimedDelivery, MergeAttribute};
use uuid::Uuid;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::customers::{AttributeValueRow, attributes_by_customer, order_of_values, select_values};
use crate::wall::{ReadTx, ScopedSql, values};

/// Gives claimed deliveries those of the named attributes that their recipients have. One statement.
pub(super) async fn add_attributes(
    tx: &ReadTx,
    claimed: &mut [ClaimedDelivery],
    named: &[MergeAttribute],
) -> Result<(), StoreError> {
    if claimed.is_empty() || named.is_empty() {
        return Ok(());
    }
    let customers: Vec<CustomerId> = claimed.iter().map(|delivery| delivery.cursor.key.customer).collect();
    let found = find(tx, &customers, named).await?;
    for delivery in claimed {
        if let Some(attributes) = found.get(&delivery.cursor.key.customer.value()) {
            delivery.recipient.attributes = merge_values(attributes);
        }
    }
    Ok(())
}

async fn find(
    tx: &ReadTx,
    customers: &[CustomerId],
    named: &[MergeAttribute],
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
    let keys: Vec<&str> = named.iter().map(MergeAttribute::key).collect();
    let rows: Vec<AttributeValueRow> =
        tx.all(FIND, values![id_list(customers), serde_json::json!(keys).to_string()]).await?;
    attributes_by_customer(rows)
}
