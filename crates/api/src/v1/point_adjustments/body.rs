//! Adjustments that wait for somebody else, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::PointOperationId;
use regulars_loyalty::{Adjustment, PendingAdjustment, PendingAdjustmentState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::point_accounts::operation_body::AdjustmentReasonBody;

/// Where an adjustment stands that somebody else has to approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PointAdjustmentStateBody {
    /// Nobody has decided yet.
    Pending,
    /// It was approved, and done.
    Approved,
    /// It was refused, and nothing was done; or what it would credit had expired before anybody decided.
    Refused,
}

impl From<PendingAdjustmentState> for PointAdjustmentStateBody {
    fn from(state: PendingAdjustmentState) -> Self {
        match state {
            PendingAdjustmentState::Pending => Self::Pending,
            PendingAdjustmentState::Approved => Self::Approved,
            PendingAdjustmentState::Refused => Self::Refused,
        }
    }
}

impl From<PointAdjustmentStateBody> for PendingAdjustmentState {
    fn from(state: PointAdjustmentStateBody) -> Self {
        match state {
            PointAdjustmentStateBody::Pending => Self::Pending,
            PointAdjustmentStateBody::Approved => Self::Approved,
            PointAdjustmentStateBody::Refused => Self::Refused,
        }
    }
}

/// An adjustment above what one person credits or debits alone.
#[derive(Serialize, ToSchema)]
pub struct PointAdjustmentBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c71")]
    id: Uuid,
    /// The account.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// How many points, in the smallest part of their type; negative for a debit.
    #[schema(example = 5_000, minimum = -10_000_000_000_000_i64, maximum = 10_000_000_000_000_i64)]
    points: i64,
    /// Why.
    reason: AdjustmentReasonBody,
    /// From when on what is credited is no longer there.
    expires_at: Option<DateTime<Utc>>,
    /// Where it stands.
    state: PointAdjustmentStateBody,
    /// Who asked for it.
    asked_by: AuditActorBody,
    /// When.
    #[schema(example = "2026-11-20T10:00:00Z")]
    asked_at: DateTime<Utc>,
    /// Who decided. `null` where nobody did.
    decided_by: Option<AuditActorBody>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// The operation that it is, once it was approved.
    operation_id: Option<Uuid>,
}

impl From<PendingAdjustment> for PointAdjustmentBody {
    fn from(pending: PendingAdjustment) -> Self {
        let PendingAdjustment { id, adjustment, state, asked_by, asked_at, decided, operation } = pending;
        let Adjustment { account, points, reason, expires_at } = adjustment;
        let (decided_by, decided_at) = decided.unzip();
        Self {
            id: id.value(),
            account_id: account.value(),
            points,
            reason: reason.into(),
            expires_at,
            state: state.into(),
            asked_by: asked_by.into(),
            asked_at,
            decided_by: decided_by.map(AuditActorBody::from),
            decided_at,
            operation_id: operation.map(PointOperationId::value),
        }
    }
}
