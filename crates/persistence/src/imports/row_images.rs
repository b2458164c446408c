//! What the rows of imports have done, and what became of taking it back.

use std::collections::HashMap;

use async_trait::async_trait;
use regulars_consent::SealedKey;
use regulars_flows::{AddressMarks, RowImage, RowImageStore, RowToUndo, TakenRows};
use regulars_interchange::{Disposition, RowUndo};
use regulars_kernel::{CustomerId, Environment, ImportId, StoreError};
use sea_orm::Value;
use serde_json::Value as Json;
use uuid::Uuid;

use super::happenings::HAPPENINGS;
use super::import_row::{count, wrong};
use super::row_image_json::{opened, opened_of_merchant, sealed, sealed_of_merchant};
use super::rows::result_json;
use crate::audit::{key_of, keys_of};
use crate::wall::{Condition, FromRow, ScopedQuery, ScopedSql, WriteTx, values};

impl WriteTx {
    /// What rows have done, by their numbers, each sealed with the key of its customer.
    async fn sealed_images(
        &self,
        environment: &Environment,
        id: ImportId,
        images: &[(u64, Option<CustomerId>, RowImage)],
    ) -> Result<HashMap<u64, Vec<u8>>, StoreError> {
        // What every new customer has in common need not be kept.
        let is_told = |image: &RowImage, customer: Option<CustomerId>| {
            !customer.is_some_and(|one| image.is_plain_creation(one))
        };
        let images: Vec<_> = images.iter().filter(|(_, customer, image)| is_told(image, *customer)).collect();
        let customers: Vec<CustomerId> = images.iter().filter_map(|(_, customer, _)| *customer).collect();
        let mut keys = keys_of(self, &customers).await?;
        let (own, merchant) = (self.sealing()?, self.scope().merchant());
        let mut all = HashMap::with_capacity(images.len());
        for (number, customer, image) in images {
            let Some(customer) = customer else {
                all.insert(*number, sealed_of_merchant(own, environment, merchant, id, image)?);
                continue;
            };
            let key = match keys.remove(customer) {
                Some(key) => key,
                None => key_of(self, environment, *customer, false).await?,
            };
            all.insert(*number, sealed(&key, environment, id, image)?);
        }
        Ok(all)
    }
}

#[async_trait]
impl RowImageStore for WriteTx {
    async fn write_done_rows(
        &mut self,
        environment: &Environment,
        id: ImportId,
        taken: &TakenRows,
    ) -> Result<(), StoreError> {
        // JSON has no bytes, so they travel as hexadecimal digits. Without its LIMIT SQLite reads the whole list anew for each row of the
        // import.
        const WRITE: ScopedSql = ScopedSql::by_dialect(
            "UPDATE customer_import_rows SET disposition = w.disposition, customer_id = w.customer_id,
                 remarks = w.remarks, sealed_image = w.image,
                 cells = CASE WHEN w.disposition IN ('create', 'update', 'unchanged')
                         OR (w.disposition = 'skip' AND w.image IS NULL)
                     THEN '[]' ELSE customer_import_rows.cells END
             FROM (SELECT value ->> 'n' AS number, value ->> 'd' AS disposition, unhex(value ->> 'c') AS customer_id,
                       value ->> 'r' AS remarks, unhex(value ->> 'i') AS image
                   FROM json_each($3) LIMIT -1) AS w
             WHERE customer_import_rows.merchant_id = $1 AND customer_import_rows.import_id = $2
                 AND customer_import_rows.number = w.number",
            "UPDATE customer_import_rows SET disposition = w.d, customer_id = w.c, remarks = w.r,
                 sealed_image = decode(w.i, 'hex'),
                 cells = CASE WHEN w.d IN ('create', 'update', 'unchanged') OR (w.d = 'skip' AND w.i IS NULL)
                     THEN '[]'::jsonb ELSE customer_import_rows.cells END
             FROM jsonb_to_recordset($3) AS w(n bigint, d text, c uuid, r jsonb, i text)
             WHERE customer_import_rows.merchant_id = $1 AND customer_import_rows.import_id = $2
                 AND customer_import_rows.number = w.n",
        );
        if taken.results.is_empty() {
            return Ok(());
        }
        let images = self.sealed_images(environment, id, &taken.images).await?;
        let written: Result<Vec<Json>, StoreError> = taken
            .results
            .iter()
            .map(|result| {
                let mut written = result_json(result)?;
                if let Some(image) = images.get(&result.number) {
                    written["i"] = image.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
                }
                Ok(written)
            })
            .collect();
        self.execute(WRITE, values![id.value(), Json::from(written?)]).await.map(drop)
    }

    async fn rows_to_undo(
        &mut self,
        id: ImportId,
        before: Option<u64>,
        at_most: u32,
    ) -> Result<Vec<RowToUndo>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            number: i64,
            disposition: String,
            customer_id: Option<Uuid>,
            sealed_image: Option<Vec<u8>>,
            sealed_key: Option<Vec<u8>>,
        }
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT r.number, r.disposition, r.customer_id, r.sealed_image, k.sealed_key
             FROM customer_import_rows AS r
             LEFT JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = r.customer_id
             WHERE r.merchant_id = $1 AND r.import_id = $2 AND r.number < $3
                 AND (r.disposition IN ('create', 'update') OR r.sealed_image IS NOT NULL)
             ORDER BY r.number DESC LIMIT $4",
        );
        let before = before.map_or(i64::MAX, count);
        let rows: Vec<Row> = self.all(LIST, values![id.value(), before, i64::from(at_most)]).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let rows = rows.into_iter().map(|row| {
            let is_of_customer = matches!(row.disposition.as_str(), "create" | "update");
            // A row that was left out may name somebody who may be meant: it has done nothing to them by that.
            let customer = row.customer_id.map(CustomerId::new).filter(|_| is_of_customer);
            let image = match (customer, row.sealed_image, row.sealed_key) {
                (Some(customer), Some(image), Some(key)) => {
                    let key = keys.open_customer_key(merchant, customer, &SealedKey(key)).map_err(wrong)?;
                    Some(opened(&key, id, &image)?)
                }
                (None, Some(image), _) if !is_of_customer => {
                    Some(opened_of_merchant(keys, merchant, id, &image)?)
                }
                _ => None,
            };
            Ok(RowToUndo {
                number: row.number.try_into().map_err(wrong)?,
                is_new: row.disposition == Disposition::Create.name(),
                customer,
                image,
            })
        });
        rows.collect()
    }

    async fn write_row_undos(&mut self, id: ImportId, undos: &[(u64, RowUndo)]) -> Result<(), StoreError> {
        const WRITE: ScopedSql = ScopedSql::new(
            "UPDATE customer_import_rows
             SET undo_outcome = $4, undo_reason = $5, undo_fields = $6, sealed_image = NULL
             WHERE merchant_id = $1 AND import_id = $2 AND number = $3",
        );
        for (number, RowUndo { outcome, reason, fields }) in undos {
            let fields = fields.iter().cloned().collect::<Json>();
            let row = values![id.value(), count(*number), outcome.name(), reason.as_deref(), fields];
            self.execute(WRITE, row).await?;
        }
        Ok(())
    }

    async fn what_happened_with(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, String)>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            what: String,
            customer_id: Uuid,
        }
        const CHANGES: ScopedSql = ScopedSql::new(
            "SELECT 'changes' AS what, x.customer_id FROM audit_events AS x
             WHERE x.merchant_id = $1 AND x.customer_id IS NOT NULL AND ",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
        let one_of = || Condition::one_of_ids(self.backend(), "x.customer_id", &ids);
        let mut query = ScopedQuery::new(CHANGES, self.backend(), Vec::<Value>::new());
        query.push_condition(one_of());
        query.push(" GROUP BY x.customer_id HAVING count(*) > 1", []);
        for (_, source) in HAPPENINGS {
            query.push(source, []).push_condition(one_of());
        }
        let rows: Vec<Row> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| (CustomerId::new(row.customer_id), row.what)).collect())
    }

    async fn put_back_marks(&mut self, customer: CustomerId, marks: AddressMarks) -> Result<(), StoreError> {
        const PUT: ScopedSql = ScopedSql::new(
            "UPDATE customers SET email_verified_at = $3, email_since = $4, phone_since = $5
             WHERE merchant_id = $1 AND id = $2",
        );
        let AddressMarks { email_verified_at, email_since, phone_since } = marks;
        self.execute(PUT, values![customer.value(), email_verified_at, email_since, phone_since])
            .await
            .map(drop)
    }
}
