//! The customers of a bulk edit, and what becomes of each.

use regulars_consent::SealedKey;
use regulars_customers::{BulkResult, ChangeImage, Outcome, Reason};
use regulars_kernel::{BulkEditId, CustomerId, Environment, Page, PageRequest, StoreError};
use serde_json::Value as Json;
use uuid::Uuid;

use super::edit_row::wrong;
use super::image_json::{opened, sealed};
use crate::audit::key_of;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct CustomerRow {
    customer_id: Uuid,
}

pub(super) async fn customers(
    tx: &ReadTx,
    id: BulkEditId,
    after: Option<CustomerId>,
    at_most: u32,
) -> Result<Vec<CustomerId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT customer_id FROM customer_bulk_edit_items
         WHERE merchant_id = $1 AND bulk_edit_id = $2 AND customer_id > $3 ORDER BY customer_id LIMIT $4",
    );
    let after = after.map_or(Uuid::nil(), CustomerId::value);
    let rows: Vec<CustomerRow> = tx.all(LIST, values![id.value(), after, i64::from(at_most)]).await?;
    Ok(rows.into_iter().map(|row| CustomerId::new(row.customer_id)).collect())
}

pub(super) async fn to_undo(
    tx: &ReadTx,
    id: BulkEditId,
    after: Option<CustomerId>,
    at_most: u32,
) -> Result<Vec<(CustomerId, Option<ChangeImage>)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
        sealed_image: Option<Vec<u8>>,
        sealed_key: Option<Vec<u8>>,
    }
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT i.customer_id, i.sealed_image, k.sealed_key FROM customer_bulk_edit_items AS i
         LEFT JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = i.customer_id
         WHERE i.merchant_id = $1 AND i.bulk_edit_id = $2 AND i.outcome = 'changed' AND i.customer_id > $3
         ORDER BY i.customer_id LIMIT $4",
    );
    let after = after.map_or(Uuid::nil(), CustomerId::value);
    let rows: Vec<Row> = tx.all(LIST, values![id.value(), after, i64::from(at_most)]).await?;
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    let changes = rows.into_iter().map(|Row { customer_id, sealed_image, sealed_key }| {
        let customer = CustomerId::new(customer_id);
        let Some((image, key)) = sealed_image.zip(sealed_key) else { return Ok((customer, None)) };
        let key = keys.open_customer_key(merchant, customer, &SealedKey(key)).map_err(wrong)?;
        Ok((customer, Some(opened(&key, id, &image)?)))
    });
    changes.collect()
}

pub(super) async fn write(
    tx: &WriteTx,
    environment: &Environment,
    id: BulkEditId,
    results: &[(BulkResult, Option<ChangeImage>)],
) -> Result<(), StoreError> {
    const WRITE: ScopedSql = ScopedSql::new(
        "UPDATE customer_bulk_edit_items SET outcome = $4, reason = $5, fields = $6, sealed_image = $7
         WHERE merchant_id = $1 AND bulk_edit_id = $2 AND customer_id = $3",
    );
    for (BulkResult { customer, outcome, reason, fields }, image) in results {
        let image = match image {
            None => None,
            Some(image) => {
                let key = key_of(tx, environment, *customer, false).await?;
                Some(sealed(&key, environment, id, image)?)
            }
        };
        let (outcome, reason) = (outcome.map(Outcome::name), reason.map(Reason::name));
        let fields = (!fields.is_empty()).then(|| fields.iter().cloned().collect::<Json>());
        tx.execute(WRITE, values![id.value(), customer.value(), outcome, reason, fields, image]).await?;
    }
    Ok(())
}

pub(super) async fn results(
    tx: &ReadTx,
    id: BulkEditId,
    outcome: Option<Outcome>,
    page: PageRequest<CustomerId>,
) -> Result<Page<BulkResult, CustomerId>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
        outcome: Option<String>,
        reason: Option<String>,
        fields: Option<Json>,
    }
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT customer_id, outcome, reason, fields FROM customer_bulk_edit_items
         WHERE merchant_id = $1 AND bulk_edit_id = $2",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![id.value()]);
    if let Some(outcome) = outcome {
        query.push(" AND outcome = ?", values![outcome.name()]);
    }
    let after = page.after.map_or(Uuid::nil(), CustomerId::value);
    let limit = i64::from(page.size.get()) + 1;
    query.push(" AND customer_id > ? ORDER BY customer_id LIMIT ?", values![after, limit]);
    let rows: Vec<Row> = tx.query(query).await?;
    let results = rows.into_iter().map(|row| {
        let fields = row.fields.map(serde_json::from_value).transpose().map_err(wrong)?;
        Ok::<_, StoreError>(BulkResult {
            customer: CustomerId::new(row.customer_id),
            outcome: row.outcome.map(|name| name.parse().map_err(wrong)).transpose()?,
            reason: row.reason.map(|name| name.parse().map_err(wrong)).transpose()?,
            fields: fields.unwrap_or_default(),
        })
    });
    Ok(Page::from_surplus(results.collect::<Result<Vec<_>, _>>()?, page.size, |result| result.customer))
}
