//! What a rule gave to a member on an occasion.

use regulars_kernel::{
    CustomerId, EarningRuleId, Instant, Label, PointAccountId, PointOperationId, ProgrammeId,
};

use super::occasion::Occasion;
use crate::earning::evaluate::PassedOverReason;
use crate::earning::trigger::EarningTrigger;
use crate::ledger::account::PointBalance;
use crate::programme::point_type::PointTypeCode;

/// That a rule had its turn for a member on an occasion: it has none again, whether it gave something or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointAward {
    /// The rule.
    pub rule: EarningRuleId,
    /// The member.
    pub customer: CustomerId,
    /// The occasion.
    pub occasion: Occasion,
    /// The programme.
    pub programme: ProgrammeId,
    /// The version of it that had the rule.
    pub programme_version: u32,
    /// What the rule gives for.
    pub trigger: EarningTrigger,
    /// What the rule was called.
    pub name: Label,
    /// What it gives.
    pub point_type: PointTypeCode,
    /// How many, in the smallest part; 0 where it gave nothing.
    pub points: i64,
    /// Why it gave nothing.
    pub passed_over: Option<PassedOverReason>,
    /// The operation that credited the points.
    pub operation: Option<PointOperationId>,
    /// As of when it counts.
    pub occurred_at: Instant,
    /// When the rule had its turn.
    pub given_at: Instant,
}

/// An award that has just been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAward {
    /// The award.
    pub award: PointAward,
    /// The account, with what it has then. None where nothing was given.
    pub account: Option<(PointAccountId, PointBalance)>,
}

/// A member whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardTurn {
    /// The member.
    pub customer: CustomerId,
    /// The occasion.
    pub occasion: Occasion,
    /// As of when it counts.
    pub occurred_at: Instant,
}
