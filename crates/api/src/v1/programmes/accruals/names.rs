//! Closed lists of accruals on the wire.

use regulars_loyalty::{AccrualHalt, AccrualOutcome, AccrualReason, AccrualSpent, AccrualState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::programmes::names::on_the_wire;

on_the_wire! {
    /// Where a bulk accrual stands.
    PointAccrualStateBody = AccrualState {
        /// It gives more than one person may credit alone, and somebody else has to approve it.
        AwaitingApproval,
        /// It begins when its time has come.
        Scheduled,
        /// Who is meant is frozen, and members are being credited.
        Running,
        /// Everybody had their turn.
        Done,
        /// It was called off, or could not begin or go on; `halted` says why. Who was credited before keeps it.
        Cancelled,
        /// Somebody did not approve it.
        Rejected,
        /// What it gave is being taken back.
        Undoing,
        /// What it gave was taken back, but for conflicts.
        Undone,
    }
}

on_the_wire! {
    /// Why an accrual ended that nobody has called off.
    PointAccrualHaltBody = AccrualHalt {
        /// The programme was not active when it was to begin.
        ProgrammeNotActive,
        /// The programme did not have the type of points any more.
        PointTypeGone,
        /// Who is meant could not be looked up any more.
        AudienceGone,
        /// What it gives would have expired already.
        Expired,
        /// Its job has failed for good.
        Failed,
    }
}

on_the_wire! {
    /// What becomes of members who have used something of what is taken back.
    PointAccrualSpentBody = AccrualSpent {
        /// They keep all of it, and are listed as a conflict.
        Left,
        /// What they have used is taken of their other points, and what is missing then is owed.
        Owed,
    }
}

on_the_wire! {
    /// What became of a customer.
    PointAccrualOutcomeBody = AccrualOutcome {
        /// They were credited.
        Credited,
        /// They got nothing.
        Skipped,
        /// What they were given was taken back.
        Undone,
        /// It was not taken back.
        Conflict,
    }
}

on_the_wire! {
    /// Why a customer got nothing, or keeps what they were given.
    PointAccrualReasonBody = AccrualReason {
        /// They were never in the programme.
        NotMember,
        /// They were in it once.
        Left,
        /// They were erased before their turn.
        Gone,
        /// They are part of another customer, who gets it or has got it.
        Merged,
        /// They have used something of it, or something of it is held.
        Spent,
        /// It has expired.
        Expired,
        /// They were erased since, and their account is nobody's.
        Erased,
    }
}
