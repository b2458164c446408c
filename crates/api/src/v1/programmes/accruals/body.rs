//! A bulk accrual on the wire.

use chrono::{DateTime, Utc};
use regulars_filters::Filter;
use regulars_kernel::JobId;
use regulars_loyalty::{AccrualCounts, PointAccrual};
use regulars_newsletters::Audience;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{PointAccrualHaltBody, PointAccrualSpentBody, PointAccrualStateBody};
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::jobs::body::JobProgressBody;
use crate::v1::newsletters::audience_body::AudienceBody;
use crate::v1::point_accounts::operation_body::AdjustmentReasonBody;

/// How many customers there are of each outcome.
#[derive(Serialize, ToSchema)]
pub struct PointAccrualCountsBody {
    /// Credited, and not taken back.
    #[schema(minimum = 0)]
    credited: u64,
    /// Passed over: never in the programme.
    #[schema(minimum = 0)]
    not_member: u64,
    /// Passed over: not in the programme any more.
    #[schema(minimum = 0)]
    left: u64,
    /// Passed over: erased since the audience was frozen.
    #[schema(minimum = 0)]
    gone: u64,
    /// Passed over: part of another customer, who gets it or has got it.
    #[schema(minimum = 0)]
    merged: u64,
    /// Taken back.
    #[schema(minimum = 0)]
    undone: u64,
    /// Not taken back.
    #[schema(minimum = 0)]
    conflict: u64,
}

impl From<AccrualCounts> for PointAccrualCountsBody {
    fn from(counts: AccrualCounts) -> Self {
        let AccrualCounts { credited, not_member, left, gone, merged, undone, conflict } = counts;
        Self { credited, not_member, left, gone, merged, undone, conflict }
    }
}

/// Points that many members are given at once.
#[derive(Serialize, ToSchema)]
pub struct PointAccrualBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80")]
    id: Uuid,
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The code of the type of points.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What it is called.
    #[schema(example = "Poklon za članove", max_length = 200)]
    name: String,
    /// Who is meant; `null` where customers were named, whom the results list.
    audience: Option<AudienceBody>,
    /// How many points each member gets, in the smallest part of their type.
    #[schema(example = 50)]
    points: i64,
    /// Why.
    reason: AdjustmentReasonBody,
    /// When they expire; `null` for when the type of points has it.
    expires_at: Option<DateTime<Utc>>,
    /// When it begins, or began.
    #[schema(example = "2026-11-21T10:00:00Z")]
    run_at: DateTime<Utc>,
    /// Where it stands.
    state: PointAccrualStateBody,
    /// Why it ended, where nobody has called it off.
    halted: Option<PointAccrualHaltBody>,
    /// How many members would have got points when it was asked for, or when it turned out to need approval.
    #[schema(example = 2, minimum = 0)]
    foreseen_members: u64,
    /// How many customers are meant, from when it begins on.
    #[schema(example = 2, minimum = 0)]
    customers: u64,
    /// What became of them.
    counts: PointAccrualCountsBody,
    /// How far the present pass is, or the last one was: of crediting, or of taking back.
    progress: JobProgressBody,
    /// What becomes of members who have used something of it, when it is taken back.
    spent: PointAccrualSpentBody,
    /// The job that works on it, or did last.
    job_id: Option<Uuid>,
    /// Who asked for it.
    asked_by: AuditActorBody,
    /// Who approved or rejected it.
    decided_by: Option<AuditActorBody>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// Who asked to take it back.
    undone_by: Option<AuditActorBody>,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it last moved on.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

fn audience_of(filter: Filter) -> AudienceBody {
    AudienceBody::from(match filter {
        Filter::Segment(segment) => Audience::Segment(segment),
        filter => Audience::Filter(filter),
    })
}

impl From<PointAccrual> for PointAccrualBody {
    fn from(accrual: PointAccrual) -> Self {
        let (decided_by, decided_at) = accrual.decided.unzip();
        Self {
            id: accrual.id.value(),
            programme_id: accrual.programme.value(),
            point_type: accrual.point_type.to_string(),
            name: accrual.name.into_string(),
            audience: accrual.audience.map(audience_of),
            points: accrual.points,
            reason: accrual.reason.into(),
            expires_at: accrual.expires_at,
            run_at: accrual.run_at,
            state: accrual.state.into(),
            halted: accrual.halted.map(Into::into),
            foreseen_members: accrual.foreseen.members,
            customers: accrual.customers,
            counts: accrual.counts.into(),
            progress: JobProgressBody { done: accrual.done, total: accrual.total },
            spent: accrual.spent.into(),
            job_id: accrual.job.map(JobId::value),
            asked_by: accrual.asked_by.into(),
            decided_by: decided_by.map(AuditActorBody::from),
            decided_at,
            undone_by: accrual.undone_by.map(AuditActorBody::from),
            created_at: accrual.created_at,
            updated_at: accrual.updated_at,
        }
    }
}
