//! Adjustments that wait for a second pair of eyes.

use async_trait::async_trait;
use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{
    Actor, CustomerId, Instant, Page, PageRequest, PointAccountId, PointAdjustmentId, PointOperationId,
    StoreError, named,
};

use super::adjust_points::Adjustment;
use super::store::PointStore;
use crate::programme::store::ProgrammeReads;

named! {
    /// Where an adjustment stands that somebody else has to approve.
    PendingAdjustmentState {
        /// Nobody has decided yet.
        Pending = "pending",
        /// It was approved, and done.
        Approved = "approved",
        /// It was refused, and nothing was done.
        Refused = "refused",
    }
}

/// An adjustment above what one person may credit or debit alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingAdjustment {
    /// Its id.
    pub id: PointAdjustmentId,
    /// What is asked for.
    pub adjustment: Adjustment,
    /// Where it stands.
    pub state: PendingAdjustmentState,
    /// Who asked for it.
    pub asked_by: Actor,
    /// When.
    pub asked_at: Instant,
    /// Who decided, and when.
    pub decided: Option<(Actor, Instant)>,
    /// The operation that it is, once it was approved.
    pub operation: Option<PointOperationId>,
}

impl PendingAdjustment {
    /// As it stands at that instant: where what it would credit had expired before anybody decided, it is refused by itself.
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        let has_lapsed = self.adjustment.expires_at.is_some_and(|at| at <= now);
        if has_lapsed && self.state == PendingAdjustmentState::Pending {
            Self { state: PendingAdjustmentState::Refused, ..self }
        } else {
            self
        }
    }
}

impl Recorded for PendingAdjustment {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::PointAccount, id: self.adjustment.account.value() }
    }

    fn fields(&self) -> Fields {
        let Adjustment { account: _, points, reason, expires_at } = self.adjustment;
        FieldList::default()
            .value("pending_adjustment.id", self.id.to_string())
            .text("pending_adjustment.state", Some(self.state.name()))
            .value("pending_adjustment.points", points)
            .text("pending_adjustment.reason", Some(reason.name()))
            .instant("pending_adjustment.expires_at", expires_at)
            .into_fields()
    }
}

/// Adjustments that wait or waited, as they are read.
#[async_trait]
pub trait PendingAdjustmentReads: Send {
    /// One of them.
    async fn find_pending_adjustment(
        &mut self,
        id: PointAdjustmentId,
    ) -> Result<Option<PendingAdjustment>, StoreError>;
    /// Those that stand there at that instant, or all, the newest first; a position is the id of the last one.
    async fn list_pending_adjustments(
        &mut self,
        state: Option<PendingAdjustmentState>,
        now: Instant,
        page: PageRequest<PointAdjustmentId>,
    ) -> Result<Page<PendingAdjustment, PointAdjustmentId>, StoreError>;
    /// Those of a customer's accounts, and of accounts that went into these, that nobody has decided about, in the order of their ids.
    async fn pending_adjustments_of(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<PendingAdjustment>, StoreError>;
    /// What somebody has credited and debited on an account, and on those that went into it, behind that instant, with nobody's
    /// approval, in bulk or by hand. What accruals of theirs are about to give is credited already.
    async fn adjusted_alone(
        &mut self,
        account: PointAccountId,
        actor: Actor,
        since: Instant,
        now: Instant,
    ) -> Result<AdjustedAlone, StoreError>;
}

/// What somebody has credited and debited with nobody's approval, both as positive numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdjustedAlone {
    /// What was credited.
    pub credited: i64,
    /// What was debited.
    pub debited: i64,
}

/// Accounts, what their programmes say of adjustments, and those that wait.
#[async_trait]
pub trait AdjustmentStore: PointStore + ProgrammeReads + PendingAdjustmentReads {
    /// One that nobody else decides until this transaction ends.
    async fn hold_pending_adjustment(
        &mut self,
        id: PointAdjustmentId,
    ) -> Result<Option<PendingAdjustment>, StoreError>;
    /// Adds one.
    async fn insert_pending_adjustment(&mut self, pending: &PendingAdjustment) -> Result<(), StoreError>;
    /// Writes what was decided about a held one.
    async fn decide_pending_adjustment(&mut self, pending: &PendingAdjustment) -> Result<(), StoreError>;
}
