//! Conditions on a customer's service cases.

use regulars_kernel::{CaseState, UserId};

use crate::{NumberTest, Period};

/// A comparison of the number of service cases:
/// `{"cases": {"state": ["open", "waiting"], "overdue": true, "assignee_id": "…", "within": …, "op": "gte", "value": 1}}`.
///
/// What is left out narrows nothing. Without `op` and `value` there is at least one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasesCondition {
    /// The states in which they stand; any where there are none.
    pub states: Vec<CaseState>,
    /// Whether the day is over by which they were to be resolved, and they are not. A case without such a day is never overdue.
    pub overdue: Option<bool>,
    /// The person in charge.
    pub assignee: Option<CaseAssignee>,
    /// When they were opened.
    pub within: Option<Period>,
    /// How the number is compared.
    pub test: NumberTest,
}

/// Who is in charge of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseAssignee {
    /// This person of the staff.
    User(UserId),
    /// Nobody.
    Nobody,
}
