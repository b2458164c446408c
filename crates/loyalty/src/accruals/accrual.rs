//! Points for many members at once.

use regulars_filters::Filter;
use regulars_kernel::{Actor, CustomerId, Instant, JobId, Label, PointAccrualId, ProgrammeId, named};

use super::foreseen::AccrualForeseen;
use super::result::{AccrualOutcome, AccrualReason, AccrualResult};
use crate::ledger::operation::AdjustmentReason;
use crate::programme::point_type::PointTypeCode;

named! {
    /// Where a bulk accrual stands.
    AccrualState {
        /// It gives more than one person may credit alone, and somebody else has to approve it.
        AwaitingApproval = "awaiting_approval",
        /// It begins when its time has come.
        Scheduled = "scheduled",
        /// Who is meant is frozen, and members are being credited.
        Running = "running",
        /// Everybody had their turn.
        Done = "done",
        /// It was called off, or could not begin or go on. Who was credited before keeps it.
        Cancelled = "cancelled",
        /// Somebody did not approve it.
        Rejected = "rejected",
        /// What it gave is being taken back.
        Undoing = "undoing",
        /// What it gave was taken back, but for conflicts.
        Undone = "undone",
    }
}

named! {
    /// Why an accrual ended that nobody has called off.
    AccrualHalt {
        /// The programme was not active when it was to begin.
        ProgrammeNotActive = "programme_not_active",
        /// The programme did not have the type of points any more.
        PointTypeGone = "point_type_gone",
        /// Who is meant could not be looked up any more.
        AudienceGone = "audience_gone",
        /// What it gives would have expired already.
        Expired = "expired",
        /// Its job has failed for good.
        Failed = "failed",
    }
}

named! {
    /// What becomes of members who have used something of what is to be taken back.
    AccrualSpent {
        /// They keep all of it, and are a conflict.
        Left = "left",
        /// What they have used is taken of their other points, and what is missing then is owed.
        Owed = "owed",
    }
}

/// What holds for all credits of an accrual from its beginning on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccrualTerms {
    /// The version of the programme, which explains them.
    pub programme_version: u32,
    /// When they expire.
    pub expires_at: Option<Instant>,
}

/// How many customers there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccrualCounts {
    /// Credited, and not taken back.
    pub credited: u64,
    /// Passed over: never in the programme.
    pub not_member: u64,
    /// Passed over: not in the programme any more.
    pub left: u64,
    /// Passed over: erased since the audience was frozen.
    pub gone: u64,
    /// Passed over: part of another customer by now, who gets it.
    pub merged: u64,
    /// Taken back.
    pub undone: u64,
    /// Not taken back.
    pub conflict: u64,
}

/// Points that many members are given at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointAccrual {
    /// Its id.
    pub id: PointAccrualId,
    /// The programme.
    pub programme: ProgrammeId,
    /// What it gives.
    pub point_type: PointTypeCode,
    /// What it is called.
    pub name: Label,
    /// Who is meant when it begins. None where customers were named when it was asked for.
    pub audience: Option<Filter>,
    /// How many points each of them gets, in the smallest part of the type: more than 0.
    pub points: i64,
    /// Why.
    pub reason: AdjustmentReason,
    /// When they expire. As the type of points has it, where nothing is said.
    pub expires_at: Option<Instant>,
    /// When it begins.
    pub run_at: Instant,
    /// Where it stands.
    pub state: AccrualState,
    /// Why it ended, where nobody has called it off.
    pub halted: Option<AccrualHalt>,
    /// Who was meant when it was asked for, or when it was to begin and turned out to need approval.
    pub foreseen: AccrualForeseen,
    /// How many customers are meant, once that is frozen.
    pub customers: u64,
    /// What became of them.
    pub counts: AccrualCounts,
    /// How many had their turn in the present pass: of crediting, or of taking back.
    pub done: u64,
    /// How many have a turn in it.
    pub total: u64,
    /// Whose turn was last.
    pub at: Option<CustomerId>,
    /// What holds for all credits, once it has begun.
    pub terms: Option<AccrualTerms>,
    /// Who asked for it.
    pub asked_by: Actor,
    /// Who approved or rejected it, and when.
    pub decided: Option<(Actor, Instant)>,
    /// Who asked to take it back.
    pub undone_by: Option<Actor>,
    /// What becomes of members who have used something of it, when it is taken back.
    pub spent: AccrualSpent,
    /// The job that works on it, or did last.
    pub job: Option<JobId>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last moved on.
    pub updated_at: Instant,
}

impl PointAccrual {
    /// Whether a worker is at it.
    pub const fn is_at_work(&self) -> bool {
        matches!(self.state, AccrualState::Running | AccrualState::Undoing)
    }

    /// Who the credits and debits at hand are made by.
    pub fn acting(&self) -> Actor {
        match self.state {
            AccrualState::Undoing | AccrualState::Undone => self.undone_by.unwrap_or(self.asked_by),
            _ => self.asked_by,
        }
    }

    /// Whether somebody else than who asked for it has approved it. That holds for the accrual, whoever is meant when it begins.
    pub const fn is_approved(&self) -> bool {
        self.decided.is_some() && !matches!(self.state, AccrualState::Rejected)
    }

    /// The accrual after some customers more.
    pub(super) fn after(mut self, results: &[AccrualResult], now: Instant) -> Self {
        for result in results {
            self.counts.add(result.outcome, result.reason);
            if matches!(result.outcome, Some(AccrualOutcome::Undone | AccrualOutcome::Conflict)) {
                self.counts.credited = self.counts.credited.saturating_sub(1);
            }
            self.at = Some(result.customer);
        }
        self.done = self.done.saturating_add(u64::try_from(results.len()).unwrap_or(u64::MAX));
        self.updated_at = now;
        self
    }
}

impl AccrualCounts {
    fn add(&mut self, outcome: Option<AccrualOutcome>, reason: Option<AccrualReason>) {
        let count = match (outcome, reason) {
            (None, _) => return,
            (Some(AccrualOutcome::Credited), _) => &mut self.credited,
            (Some(AccrualOutcome::Undone), _) => &mut self.undone,
            (Some(AccrualOutcome::Conflict), _) => &mut self.conflict,
            (Some(AccrualOutcome::Skipped), Some(AccrualReason::NotMember)) => &mut self.not_member,
            (Some(AccrualOutcome::Skipped), Some(AccrualReason::Left)) => &mut self.left,
            (Some(AccrualOutcome::Skipped), Some(AccrualReason::Merged)) => &mut self.merged,
            (Some(AccrualOutcome::Skipped), _) => &mut self.gone,
        };
        *count = count.saturating_add(1);
    }
}
