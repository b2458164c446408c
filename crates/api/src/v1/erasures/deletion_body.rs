//! An erasure of many customers on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::{CustomerDeletion, DeletionItem, DeletionOutcome, DeletionState, WhoToErase};
use regulars_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ErasureReasonBody;
use crate::error::ApiError;
use crate::v1::filter::FilterBody;

/// Whom to erase, by exactly one of `filter` and `ids`, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "filter": {"field": "email", "op": "eq", "value": "petar.gost@example.com"},
    "reason": "no_longer_needed"
}))]
pub struct CustomerDeletionRequestBody {
    /// Whoever passes this filter now.
    pub filter: Option<FilterBody>,
    /// These customers.
    #[schema(min_items = 1, max_items = 10_000)]
    pub ids: Option<Vec<Uuid>>,
    /// Why. `other` when it is left out.
    pub reason: Option<ErasureReasonBody>,
    /// Whether the persons asked for it.
    #[serde(default)]
    #[schema(default = false)]
    pub requested_by_person: bool,
}

impl CustomerDeletionRequestBody {
    /// Who is meant.
    pub fn who(
        filter: Option<FilterBody>,
        ids: Option<Vec<Uuid>>,
        country: Option<&str>,
    ) -> Result<WhoToErase, ApiError> {
        match (filter, ids) {
            (Some(filter), None) => Ok(WhoToErase::Filter(filter.check(country)?)),
            (None, Some(ids)) => Ok(WhoToErase::Customers(ids.into_iter().map(CustomerId::new).collect())),
            _ => Err(ApiError::invalid_field("", "invalid", "must have exactly one of filter and ids")),
        }
    }
}

/// Where an erasure of many stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerDeletionStatusBody {
    /// A worker erases, or will.
    Running,
    /// Everybody who was meant is erased.
    Done,
    /// It was called off, or its job has failed for good. Who was erased by then is.
    Cancelled,
}

/// How far an erasure of many is.
#[derive(Serialize, ToSchema)]
pub struct DeletionProgressBody {
    /// How many customers are dealt with.
    #[schema(example = 1, minimum = 0)]
    done: i64,
    /// How many are meant.
    #[schema(example = 1, minimum = 0)]
    total: i64,
}

/// An erasure of many customers.
#[derive(Serialize, ToSchema)]
pub struct CustomerDeletionBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9")]
    id: Uuid,
    /// The job that does it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9")]
    job_id: Uuid,
    /// Where it stands.
    status: CustomerDeletionStatusBody,
    /// How far it is.
    progress: DeletionProgressBody,
    /// How many customers it has erased.
    #[schema(example = 1, minimum = 0)]
    erased: i64,
    /// How many of those who were meant were gone by themselves.
    #[schema(example = 0, minimum = 0)]
    gone: i64,
    /// Why.
    reason: ErasureReasonBody,
    /// Whether the persons asked for it.
    requested_by_person: bool,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was done or called off.
    finished_at: Option<DateTime<Utc>>,
}

impl From<CustomerDeletion> for CustomerDeletionBody {
    fn from(deletion: CustomerDeletion) -> Self {
        let CustomerDeletion { id, job, state, grounds, total, erased, gone, created_at, finished_at } =
            deletion;
        Self {
            id: id.value(),
            job_id: job.value(),
            status: match state {
                DeletionState::Running => CustomerDeletionStatusBody::Running,
                DeletionState::Done => CustomerDeletionStatusBody::Done,
                DeletionState::Cancelled => CustomerDeletionStatusBody::Cancelled,
            },
            progress: DeletionProgressBody { done: erased + gone, total },
            erased,
            gone,
            reason: grounds.reason.into(),
            requested_by_person: grounds.requested_by_person,
            created_at,
            finished_at,
        }
    }
}

/// What became of a customer.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeletionOutcomeBody {
    /// Nothing yet; when the erasure is called off it stays so.
    Waiting,
    /// The customer is erased.
    Erased,
    /// There was no such customer any more.
    Gone,
}

/// One customer of an erasure.
#[derive(Serialize, ToSchema)]
pub struct CustomerDeletionItemBody {
    /// Whose id it is, or was.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// What became of it.
    outcome: DeletionOutcomeBody,
}

impl From<DeletionItem> for CustomerDeletionItemBody {
    fn from(item: DeletionItem) -> Self {
        Self {
            customer_id: item.customer.value(),
            outcome: match item.outcome {
                DeletionOutcome::Waiting => DeletionOutcomeBody::Waiting,
                DeletionOutcome::Erased => DeletionOutcomeBody::Erased,
                DeletionOutcome::Gone => DeletionOutcomeBody::Gone,
            },
        }
    }
}
