//! What became of a customer of an accrual, on the wire.

use regulars_kernel::PointOperationId;
use regulars_loyalty::AccrualResult;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{PointAccrualOutcomeBody, PointAccrualReasonBody};

/// What became of one customer.
#[derive(Serialize, ToSchema)]
pub struct PointAccrualResultBody {
    /// The customer who was meant when it began.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// What became of them; `null` as long as their turn has not come.
    outcome: Option<PointAccrualOutcomeBody>,
    /// Why they got nothing, or keep what they were given.
    reason: Option<PointAccrualReasonBody>,
    /// The account that got the points.
    account_id: Option<Uuid>,
    /// The operation that credited them.
    operation_id: Option<Uuid>,
    /// The operation that took them back.
    undo_operation_id: Option<Uuid>,
    /// How many of the points were not there any more when they were to be taken back.
    #[schema(example = 0, minimum = 0)]
    missing: i64,
}

impl From<AccrualResult> for PointAccrualResultBody {
    fn from(result: AccrualResult) -> Self {
        let AccrualResult { customer, outcome, reason, credited, undone, missing } = result;
        Self {
            customer_id: customer.value(),
            outcome: outcome.map(Into::into),
            reason: reason.map(Into::into),
            account_id: credited.map(|credited| credited.account.value()),
            operation_id: credited.map(|credited| credited.operation.value()),
            undo_operation_id: undone.map(PointOperationId::value),
            missing,
        }
    }
}
