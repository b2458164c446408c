//! Writes down who is meant by a bulk edit when it is asked for.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{BulkEditId, CustomerId, StoreError};
use regulars_segments::BulkEditAudienceStore;
use sea_orm::Value;

use super::edit_row::wrong;
use crate::segments::Audience;
use crate::wall::{QueryHead, ScopedQuery, ScopedSql, WriteTx, values};

const FREEZE: &str = "INSERT INTO customer_bulk_edit_items (merchant_id, bulk_edit_id, customer_id)
     SELECT $1, ?, c.id FROM customers c";

#[async_trait]
impl BulkEditAudienceStore for WriteTx {
    async fn freeze_passing(&mut self, edit: BulkEditId, filter: &ResolvedFilter) -> Result<u64, StoreError> {
        self.allow_long_statements().await?;
        let head = QueryHead::new("").then(FREEZE, values![edit.value()]);
        let query = Audience::compile(filter, self.backend()).of(head);
        self.run_query(query).await
    }

    async fn freeze_named(&mut self, edit: BulkEditId, ids: &[CustomerId]) -> Result<u64, StoreError> {
        const NAMED: ScopedSql = ScopedSql::new(
            "INSERT INTO customer_bulk_edit_items (merchant_id, bulk_edit_id, customer_id)
             SELECT c.merchant_id, $2, c.id FROM customers c WHERE c.merchant_id = $1 AND c.id IN (",
        );
        if ids.is_empty() {
            return Err(wrong("nobody is named"));
        }
        let mut query = ScopedQuery::new(NAMED, self.backend(), values![edit.value()]);
        for (place, id) in ids.iter().enumerate() {
            query.push(if place == 0 { "?" } else { ", ?" }, [Value::from(id.value())]);
        }
        query.push(")", []);
        self.run_query(query).await
    }
}
