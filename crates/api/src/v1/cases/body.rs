//! A service case on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_kernel::{CaseState, UserId};
use regulars_service::ServiceCase;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseStateBody {
    /// Nobody has begun yet.
    Open,
    /// Somebody works on it.
    InProgress,
    /// The customer or somebody else has to say or do something first.
    Waiting,
    /// It is done, and the customer may say otherwise.
    Resolved,
    /// It is over.
    Closed,
}

impl From<CaseState> for CaseStateBody {
    fn from(state: CaseState) -> Self {
        match state {
            CaseState::Open => Self::Open,
            CaseState::InProgress => Self::InProgress,
            CaseState::Waiting => Self::Waiting,
            CaseState::Resolved => Self::Resolved,
            CaseState::Closed => Self::Closed,
        }
    }
}

impl From<CaseStateBody> for CaseState {
    fn from(body: CaseStateBody) -> Self {
        match body {
            CaseStateBody::Open => Self::Open,
            CaseStateBody::InProgress => Self::InProgress,
            CaseStateBody::Waiting => Self::Waiting,
            CaseStateBody::Resolved => Self::Resolved,
            CaseStateBody::Closed => Self::Closed,
        }
    }
}

/// A complaint or a request of a customer.
#[derive(Serialize, ToSchema)]
pub struct CaseBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30")]
    id: Uuid,
    /// Whose it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// What it is about.
    #[schema(example = "Wrong loaf delivered")]
    subject: String,
    /// Where it stands.
    state: CaseStateBody,
    /// The person of the staff who is in charge.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11")]
    assignee_id: Option<Uuid>,
    /// The day by which it is to be resolved, in the merchant's time zone.
    #[schema(example = "2026-11-28")]
    due_on: Option<NaiveDate>,
    /// Who put it on record.
    opened_by: AuditActorBody,
    /// Since when it is resolved; `null` while it is not.
    resolved_at: Option<DateTime<Utc>>,
    /// Since when it is closed; `null` while it is not.
    closed_at: Option<DateTime<Utc>>,
    /// When it was put on record.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<ServiceCase> for CaseBody {
    fn from(case: ServiceCase) -> Self {
        Self {
            id: case.id.value(),
            customer_id: case.customer.value(),
            subject: case.subject.into_exposed().into_string(),
            state: case.state.into(),
            assignee_id: case.assignee.map(UserId::value),
            due_on: case.due_on,
            opened_by: case.opened_by.into(),
            resolved_at: case.resolved_at,
            closed_at: case.closed_at,
            created_at: case.created_at,
            updated_at: case.updated_at,
        }
    }
}
