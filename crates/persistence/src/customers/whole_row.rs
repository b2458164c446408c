//! A row of `customers` as a whole, as it is taken away and put back.

use regulars_customers::{Attributes, Customer, ServiceFields, Written};
use regulars_kernel::{CustomerId, Instant, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::CustomerRow;
use super::write;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, select_from, update, values};

/// Everything of a row that does not follow from the rest of it.
#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(crate) struct WholeRow {
    #[nested]
    #[serde(flatten)]
    customer: CustomerRow,
    restricted_at: Option<Instant>,
    email_since: Option<Instant>,
    phone_since: Option<Instant>,
}

impl WholeRow {
    /// The customer that the row means, with these attributes.
    pub(crate) fn into_customer(self, attributes: Attributes) -> Result<Customer, StoreError> {
        self.customer.convert(attributes)
    }
}

/// What is kept with a customer beside the record.
#[derive(RowColumns)]
struct ServiceRow {
    id: Uuid,
    restricted_at: Option<Instant>,
    email_since: Option<Instant>,
    phone_since: Option<Instant>,
}

/// The row as it is. None when there is no such customer.
pub(crate) async fn read_whole(tx: &ReadTx, id: CustomerId) -> Result<Option<WholeRow>, StoreError> {
    const READ: ScopedSql =
        ScopedSql::new(select_from!("customers", WholeRow, "WHERE merchant_id = $1 AND id = $2"));
    tx.optional(READ, values![id.value()]).await
}

/// Puts the row of a customer back who was taken away. The text of the quick search is still to be written.
pub(crate) async fn insert_whole(tx: &WriteTx, row: WholeRow) -> Result<Written, StoreError> {
    let (customer, service) = parts(row);
    let customer = customer.convert(Attributes::default())?;
    let written = write::insert(tx, &customer, "").await?;
    set_service_fields(tx, customer.id, service).await?;
    Ok(written)
}

/// The same for a customer who is there.
pub(crate) async fn update_whole(tx: &WriteTx, row: WholeRow) -> Result<Written, StoreError> {
    let (customer, service) = parts(row);
    let customer = customer.convert(Attributes::default())?;
    let written = write::update(tx, &customer, "").await?;
    set_service_fields(tx, customer.id, service).await?;
    Ok(written)
}

fn parts(row: WholeRow) -> (CustomerRow, ServiceFields) {
    let WholeRow { customer, restricted_at, email_since, phone_since } = row;
    (customer, ServiceFields { restricted_at, email_since, phone_since })
}

pub(crate) async fn set_service_fields(
    tx: &WriteTx,
    customer: CustomerId,
    fields: ServiceFields,
) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update!("customers", ServiceRow);
    let ServiceFields { restricted_at, email_since, phone_since } = fields;
    let row = ServiceRow { id: customer.value(), restricted_at, email_since, phone_since };
    tx.execute(UPDATE, row.into_values()).await.map(drop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::customers::WrittenCustomerRow;
    use crate::trial::{columns_of, on_each_database};

    /// A column that a merge does not know would be lost when the merge is undone.
    #[tokio::test]
    async fn every_column_of_customers_is_put_back() {
        on_each_database(async |trial| {
            let known: BTreeSet<String> = [WholeRow::LIST, <WrittenCustomerRow as RowColumns>::LIST]
                .join(", ")
                .split(", ")
                .chain(["merchant_id"])
                .map(str::to_owned)
                .collect();
            let there: BTreeSet<String> = columns_of(&trial, "customers").await.into_iter().collect();
            assert_eq!(known, there);
        })
        .await;
    }
}
