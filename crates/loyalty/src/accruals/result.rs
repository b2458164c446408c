//! What becomes of one customer of an accrual.

use regulars_kernel::{CustomerId, PointAccountId, PointLotId, PointOperationId, named};

named! {
    /// What became of a customer.
    AccrualOutcome {
        /// They were credited.
        Credited = "credited",
        /// They got nothing.
        Skipped = "skipped",
        /// What they were given was taken back.
        Undone = "undone",
        /// It was not taken back.
        Conflict = "conflict",
    }
}

named! {
    /// Why a customer got nothing, or keeps what they were given.
    AccrualReason {
        /// They were never in the programme.
        NotMember = "not_member",
        /// They were in it once.
        Left = "left",
        /// They were erased.
        Gone = "gone",
        /// They are part of another customer, who gets it or has got it.
        Merged = "merged",
        /// They have used something of it, or something of it is held.
        Spent = "spent",
        /// It has expired.
        Expired = "expired",
        /// They were erased since, and their account is nobody's.
        Erased = "erased",
    }
}

/// What a customer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditedPoints {
    /// To which account.
    pub account: PointAccountId,
    /// By which operation.
    pub operation: PointOperationId,
    /// The lot that it made. None where all of it paid what was owed.
    pub lot: Option<PointLotId>,
    /// How many came into the lot. The others paid what was owed.
    pub in_lot: i64,
}

/// What became of one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccrualResult {
    /// The customer.
    pub customer: CustomerId,
    /// What became of them; none as long as their turn has not come.
    pub outcome: Option<AccrualOutcome>,
    /// Why they got nothing, or keep it.
    pub reason: Option<AccrualReason>,
    /// What they were given.
    pub credited: Option<CreditedPoints>,
    /// The operation that took it back.
    pub undone: Option<PointOperationId>,
    /// How many of the points were not where they had been put when they were to be taken back.
    pub missing: i64,
}

impl AccrualResult {
    /// They got nothing.
    pub(super) const fn skipped(customer: CustomerId, reason: AccrualReason) -> Self {
        Self::plain(customer, AccrualOutcome::Skipped, Some(reason))
    }

    pub(super) const fn plain(
        customer: CustomerId,
        outcome: AccrualOutcome,
        reason: Option<AccrualReason>,
    ) -> Self {
        Self { customer, outcome: Some(outcome), reason, credited: None, undone: None, missing: 0 }
    }
}
