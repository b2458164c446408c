//! What staff credit or debit, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::PointAccountId;
use regulars_loyalty::Adjustment;
use serde::Deserialize;
use utoipa::ToSchema;

use super::operation_body::AdjustmentReasonBody;
use crate::error::{ApiError, Invalid};

/// Points to be credited or debited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"points": 50, "reason": "goodwill"}))]
pub struct NewPointAdjustmentBody {
    /// How many, in the smallest part of their type: with one decimal, 45 is 4.5 points. Negative for a debit; not 0.
    #[schema(minimum = -10_000_000_000_000_i64, maximum = 10_000_000_000_000_i64)]
    points: i64,
    /// Why.
    reason: AdjustmentReasonBody,
    /// From when on what is credited is no longer there; never where it is left out. Nothing that is debited has one.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    expires_at: Option<DateTime<Utc>>,
}

impl NewPointAdjustmentBody {
    /// The checked adjustment of that account.
    pub fn check(self, account: PointAccountId) -> Result<Adjustment, ApiError> {
        let mut invalid = Invalid::default();
        if self.points == 0 {
            invalid.add("/points", "invalid", "must not be 0");
        }
        if self.points < 0 && self.expires_at.is_some() {
            invalid.add("/expires_at", "does_not_fit", "is of what is credited");
        }
        invalid.finish()?;
        let Self { points, reason, expires_at } = self;
        Ok(Adjustment { account, points, reason: reason.into(), expires_at })
    }
}
