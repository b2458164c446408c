//! `POST /v1/purchases/batch`.

use std::sync::Arc;

use actix_web::{post, web};
use regulars_flows::{BatchItem, ItemError, ItemOutcome, SaleRefund, settle_refund_of_sale, upload_item};
use regulars_identity::MerchantFacts;
use regulars_kernel::{Environment, Scope, StoreError};
use regulars_persistence::Database;
use regulars_purchases::{RecordRefundError, RefundOutcome, Till};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::batch_item::{BatchItemBody, BatchResultBody, check_item};
use super::once_more::until_free;
use super::till::till_of;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Body;
use crate::respond::Single;
use crate::served_document::ServedDocument;

/// What a till kept while it was off line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items": [
    {"kind": "purchase", "receipt_number": "2026-000124", "occurred_at": "2026-11-20T17:05:00Z", "currency": "RSD",
     "lines": [{"sku": "1001", "quantity": "1", "unit_price": 18000, "total": 18000}], "total": 18000},
    {"kind": "refund", "refund_number": "R-2026-000008", "occurred_at": "2026-11-20T17:30:00Z",
     "receipt": {"receipt_number": "2026-000124"}, "lines": [{"line": 1, "quantity": "1"}]}
]}))]
pub struct BatchBody {
    /// Receipts and refunds, in any order; they are recorded in this one.
    #[schema(value_type = Vec<BatchItemBody>, min_items = 1, max_items = 500)]
    items: Vec<Value>,
}

/// What became of each item.
#[derive(Serialize, ToSchema)]
pub struct BatchAnswerBody {
    /// One result an item, in the order of the batch.
    results: Vec<BatchResultBody>,
}

/// Upload what a till kept while it was off line.
///
/// Up to 500 receipts and refunds in any order, repeated as often as you like. Each item gets its own result; a wrong
/// one costs no other one, and what is answered to one depends on those before it. A refund that comes before its receipt
/// waits for it, and is listed among the waiting refunds as long as it does.
#[utoipa::path(tag = "Purchases", request_body = BatchBody, extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "What became of each item", body = BatchAnswerBody)))]
#[post("/v1/purchases/batch")]
pub async fn upload_purchases(
    caller: Caller<access::upload_purchases>,
    application: web::Data<Application>,
    body: Body<BatchBody>,
) -> Result<Single<BatchAnswerBody>, ApiError> {
    let items = body.value.items;
    let upload = Upload {
        database: application.database.clone(),
        document: application.document.clone(),
        scope: caller.scope(),
        environment: caller.environment(&application),
        till: till_of(&caller),
        facts: caller.facts().clone(),
    };
    let mut results = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        results.push(BatchResultBody::of(index, upload.item(item).await));
    }
    Ok(Single(BatchAnswerBody { results }))
}

struct Upload {
    database: Database,
    document: Arc<ServedDocument>,
    scope: Scope,
    environment: Environment,
    till: Till,
    facts: MerchantFacts,
}

impl Upload {
    async fn item(&self, item: Value) -> Result<ItemOutcome, ApiError> {
        let item = check_item(item, &self.document.rules, &self.facts)?;
        let outcome = self.record(item).await?;
        let waiting = match outcome {
            ItemOutcome::Refund(SaleRefund {
                outcome: RefundOutcome::Waiting { refund, replayed }, ..
            }) => (*refund, replayed),
            settled => return Ok(settled),
        };
        // Its receipt may have been in flight: look again in a transaction that begins after the refund was kept.
        let settled = async || {
            let (environment, till) = (self.environment.clone(), self.till);
            let (refund, replayed) = waiting.clone();
            let written = self.database.write_unhurried(self.scope, move |tx| {
                Box::pin(
                    async move { settle_refund_of_sale(tx, &environment, &till, refund, replayed).await },
                )
            });
            written.await
        };
        let settled = until_free(settled, |error: &RecordRefundError| {
            matches!(error, RecordRefundError::Store(StoreError::Contended))
        });
        Ok(ItemOutcome::Refund(settled.await?))
    }

    async fn record(&self, item: BatchItem) -> Result<ItemOutcome, ApiError> {
        let recorded = async || {
            let (environment, till, item) = (self.environment.clone(), self.till, item.clone());
            let written = self.database.write_unhurried(self.scope, move |tx| {
                Box::pin(async move { upload_item(tx, &environment, &till, item).await })
            });
            written.await
        };
        let is_contended = |error: &ItemError| matches!(error, ItemError::Store(StoreError::Contended));
        until_free(recorded, is_contended).await.map_err(ApiError::from)
    }
}
