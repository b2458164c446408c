//! A bulk edit on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::{BulkCounts, BulkEdit, BulkEditState};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::changes_body::BulkChangesBody;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::filter::FilterBody;
use crate::v1::jobs::body::JobProgressBody;

/// Where a bulk edit stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkEditStateBody {
    /// Customers are being changed.
    Running,
    /// Everybody had their turn.
    Done,
    /// It was called off, or its job has failed for good; who had their turn before stays as they are.
    Cancelled,
    /// The changes are being taken back.
    Undoing,
    /// The changes were taken back, but for conflicts.
    Undone,
}

impl From<BulkEditState> for BulkEditStateBody {
    fn from(state: BulkEditState) -> Self {
        match state {
            BulkEditState::Running => Self::Running,
            BulkEditState::Done => Self::Done,
            BulkEditState::Cancelled => Self::Cancelled,
            BulkEditState::Undoing => Self::Undoing,
            BulkEditState::Undone => Self::Undone,
        }
    }
}

/// How many customers there are of each outcome.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkEditCountsBody {
    /// Changed, and not changed back.
    #[schema(minimum = 0)]
    changed: u64,
    /// So already.
    #[schema(minimum = 0)]
    unchanged: u64,
    /// A rule forbade it.
    #[schema(minimum = 0)]
    refused: u64,
    /// Changed back.
    #[schema(minimum = 0)]
    undone: u64,
    /// Not changed back, because somebody has changed the same fields since.
    #[schema(minimum = 0)]
    conflict: u64,
    /// Their turn has not come, or did not before it was called off.
    #[schema(minimum = 0)]
    waiting: u64,
}

impl BulkEditCountsBody {
    fn of(counts: BulkCounts, customers: u64) -> Self {
        let BulkCounts { changed, unchanged, refused, undone, conflict } = counts;
        let had_their_turn = changed + unchanged + refused + undone + conflict;
        let waiting = customers.saturating_sub(had_their_turn);
        Self { changed, unchanged, refused, undone, conflict, waiting }
    }
}

/// A change of many customers at once.
#[derive(Serialize, ToSchema)]
pub struct CustomerBulkEditBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb8")]
    id: Uuid,
    /// Where it stands.
    state: BulkEditStateBody,
    /// The filter that said who was meant when it was asked for; `null` where the customers were named.
    #[schema(value_type = Option<FilterBody>)]
    filter: Option<FilterBody>,
    /// What is changed.
    changes: BulkChangesBody,
    /// How many customers are meant.
    #[schema(example = 2, minimum = 0)]
    customers: u64,
    /// What became of them.
    counts: BulkEditCountsBody,
    /// How far the present pass is, or the last one was: of the edit, or of its undoing.
    progress: JobProgressBody,
    /// The job that works on it, or did last.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe3")]
    job_id: Uuid,
    /// Who asked for it.
    asked_by: AuditActorBody,
    /// Who asked to take it back.
    undone_by: Option<AuditActorBody>,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it last moved on.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<BulkEdit> for CustomerBulkEditBody {
    fn from(edit: BulkEdit) -> Self {
        Self {
            id: edit.id.value(),
            state: edit.state.into(),
            filter: edit.filter.map(FilterBody),
            changes: edit.changes.into(),
            customers: edit.customers,
            counts: BulkEditCountsBody::of(edit.counts, edit.customers),
            progress: JobProgressBody { done: edit.done, total: edit.total },
            job_id: edit.job.value(),
            asked_by: edit.asked_by.into(),
            undone_by: edit.undone_by.map(Into::into),
            created_at: edit.created_at,
            updated_at: edit.updated_at,
        }
    }
}
