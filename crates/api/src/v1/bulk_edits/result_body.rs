//! What became of a customer, on the wire.

use regulars_customers::{BulkResult, Outcome, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What became of a customer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkOutcomeBody {
    /// The customer is different.
    Changed,
    /// The customer was so already.
    Unchanged,
    /// A rule forbade it; the customer is as before.
    Refused,
    /// The change was taken back.
    Undone,
    /// The change could not be taken back; the customer stays as is.
    Conflict,
}

/// Why nothing was done to a customer.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkReasonBody {
    /// The customer is no longer there.
    CustomerGone,
    /// The customer would have too many tags.
    TooManyTags,
    /// The customer would have too many attributes.
    TooManyAttributes,
    /// A tag is no longer there.
    TagGone,
    /// An attribute is no longer there, or no longer takes the value.
    AttributeChanged,
    /// The value is not taken any more, such as a date of birth that lies in the future.
    ValueNotTaken,
    /// Somebody has changed the same fields since.
    ChangedSince,
}

/// What became of one customer.
#[derive(Serialize, ToSchema)]
pub struct BulkResultBody {
    /// The customer.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// What became of it; `null` as long as its turn has not come.
    outcome: Option<BulkOutcomeBody>,
    /// Why nothing was done.
    reason: Option<BulkReasonBody>,
    /// The fields that were changed or changed back, or that stand in the way of it.
    #[schema(max_items = 200, example = json!(["address.city"]))]
    fields: Vec<String>,
}

impl From<BulkResult> for BulkResultBody {
    fn from(result: BulkResult) -> Self {
        let BulkResult { customer, outcome, reason, fields } = result;
        Self {
            customer_id: customer.value(),
            outcome: outcome.map(Into::into),
            reason: reason.map(Into::into),
            fields,
        }
    }
}

impl From<Outcome> for BulkOutcomeBody {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Changed => Self::Changed,
            Outcome::Unchanged => Self::Unchanged,
            Outcome::Refused => Self::Refused,
            Outcome::Undone => Self::Undone,
            Outcome::Conflict => Self::Conflict,
        }
    }
}

impl From<BulkOutcomeBody> for Outcome {
    fn from(outcome: BulkOutcomeBody) -> Self {
        match outcome {
            BulkOutcomeBody::Changed => Self::Changed,
            BulkOutcomeBody::Unchanged => Self::Unchanged,
            BulkOutcomeBody::Refused => Self::Refused,
            BulkOutcomeBody::Undone => Self::Undone,
            BulkOutcomeBody::Conflict => Self::Conflict,
        }
    }
}

impl From<Reason> for BulkReasonBody {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::CustomerGone => Self::CustomerGone,
            Reason::TooManyTags => Self::TooManyTags,
            Reason::TooManyAttributes => Self::TooManyAttributes,
            Reason::TagGone => Self::TagGone,
            Reason::AttributeChanged => Self::AttributeChanged,
            Reason::ValueNotTaken => Self::ValueNotTaken,
            Reason::ChangedSince => Self::ChangedSince,
        }
    }
}
