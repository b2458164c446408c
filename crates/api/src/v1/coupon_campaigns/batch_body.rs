//! A batch of codes on the wire.

use chrono::{DateTime, Utc};
use regulars_loyalty::CouponBatch;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::void_names::CouponVoidReasonBody;

/// Codes that were made, taken in or given together.
#[derive(Serialize, ToSchema)]
pub struct CouponBatchBody {
    /// Its id. Of the codes that a newsletter brings it is the newsletter's.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d18")]
    id: Uuid,
    /// The campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What they begin with.
    #[schema(max_length = 12, example = "KAFA")]
    prefix: String,
    /// How many there are.
    #[schema(minimum = 0, example = 100)]
    codes: i64,
    /// How many more are being made.
    #[schema(minimum = 0, example = 0)]
    coming: i64,
    /// When it was asked for.
    #[schema(example = "2026-11-02T08:00:00Z")]
    created_at: DateTime<Utc>,
    /// Since when none of them can be used any more; `null` for one that is not void.
    voided_at: Option<DateTime<Utc>>,
    /// Why it is void.
    void_reason: Option<CouponVoidReasonBody>,
}

impl From<CouponBatch> for CouponBatchBody {
    fn from(batch: CouponBatch) -> Self {
        let CouponBatch { id, campaign, prefix, wanted, made, created_at, voided } = batch;
        Self {
            id: id.value(),
            campaign_id: campaign.value(),
            prefix: prefix.as_str().to_owned(),
            codes: made,
            coming: wanted - made,
            created_at,
            voided_at: voided.map(|voided| voided.at),
            void_reason: voided.map(|voided| voided.reason.into()),
        }
    }
}
