//! What a bulk edit would do, on the wire.

use regulars_customers::Foreseen;
use regulars_flows::BulkEditLook;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::result_body::{BulkOutcomeBody, BulkReasonBody};
use crate::v1::audit_events::body::FieldChangeBody;

/// What a bulk edit would do if it was asked for now.
#[derive(Serialize, ToSchema)]
pub struct BulkEditPreviewBody {
    /// How many customers are meant.
    #[schema(example = 2, minimum = 0)]
    customers: u64,
    /// How many of them were looked at: all of them, or the oldest 10,000.
    #[schema(example = 2, minimum = 0)]
    examined: u64,
    /// How many of those would be different.
    #[schema(example = 1, minimum = 0)]
    changed: u64,
    /// How many are so already.
    #[schema(example = 1, minimum = 0)]
    unchanged: u64,
    /// How many would be refused.
    #[schema(example = 0, minimum = 0)]
    refused: u64,
    /// Why.
    #[schema(max_items = 20)]
    reasons: Vec<BulkReasonCountBody>,
    /// The first of those who would be changed or refused, at most 20.
    sample: Vec<BulkDifferenceBody>,
}

/// How many customers would be refused for a reason.
#[derive(Serialize, ToSchema)]
pub struct BulkReasonCountBody {
    /// The reason.
    reason: BulkReasonBody,
    /// How many.
    #[schema(minimum = 0)]
    count: u64,
}

/// What would be different of a customer.
#[derive(Serialize, ToSchema)]
pub struct BulkDifferenceBody {
    /// The customer.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// What would become of it.
    outcome: BulkOutcomeBody,
    /// Why nothing would be done.
    reason: Option<BulkReasonBody>,
    /// The fields that would be different.
    changes: Vec<FieldChangeBody>,
}

impl From<BulkEditLook> for BulkEditPreviewBody {
    fn from(look: BulkEditLook) -> Self {
        let BulkEditLook { customers, examined, changed, unchanged, refused, sample } = look;
        let reasons = refused.iter();
        let reasons =
            reasons.map(|(reason, count)| BulkReasonCountBody { reason: (*reason).into(), count: *count });
        Self {
            customers,
            examined,
            changed,
            unchanged,
            refused: refused.values().sum(),
            reasons: reasons.collect(),
            sample: sample.into_iter().map(BulkDifferenceBody::from).collect(),
        }
    }
}

impl From<Foreseen> for BulkDifferenceBody {
    fn from(foreseen: Foreseen) -> Self {
        let Foreseen { customer, outcome, reason, differences } = foreseen;
        Self {
            customer_id: customer.value(),
            outcome: outcome.into(),
            reason: reason.map(Into::into),
            changes: differences.into_iter().map(FieldChangeBody::from).collect(),
        }
    }
}
