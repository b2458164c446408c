//! The next rows of a file.

use regulars_identity::MerchantFacts;
use regulars_interchange::{Export, OutCell};
use regulars_kernel::{Instant, StoreError};
use regulars_segments::ResolveFilterError;
use serde_json::Value;

use super::customer_rows::next_customers;
use super::point_rows::next_operations;
use super::purchase_rows::next_purchases;
use super::request::ExportRequest;
use super::store::ExportingReads;

/// Some rows, and how it goes on.
pub struct ExportChunk {
    /// The rows.
    pub rows: Vec<Vec<OutCell>>,
    /// Behind whom the next ones come; nothing when these were the last.
    pub reached: Option<Value>,
}

/// What the cells depend on besides the store.
#[derive(Clone)]
pub struct ExportTerms {
    /// What is known of the merchant.
    pub facts: MerchantFacts,
    /// The present instant.
    pub now: Instant,
}

/// Why there are no rows.
#[derive(Debug, thiserror::Error)]
pub enum ExportRowsError {
    /// The filter refers to what is gone.
    #[error("the filter refers to what is no longer there")]
    Filter,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ResolveFilterError> for ExportRowsError {
    fn from(error: ResolveFilterError) -> Self {
        match error {
            ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_) => Self::Filter,
            ResolveFilterError::Store(error) => Self::Store(error),
        }
    }
}

/// The rows behind those that are written.
pub async fn next_rows(
    store: &mut dyn ExportingReads,
    terms: &ExportTerms,
    export: &Export,
) -> Result<ExportChunk, ExportRowsError> {
    match ExportRequest::from_json(&export.request)? {
        ExportRequest::Customers(meant) => {
            next_customers(store, terms, &meant, export.reached.as_ref()).await
        }
        ExportRequest::Purchases(meant) => Ok(next_purchases(store, &meant, export.reached.as_ref()).await?),
        ExportRequest::PointOperations(meant) => {
            Ok(next_operations(store, &meant, export.reached.as_ref()).await?)
        }
    }
}
