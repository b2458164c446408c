//! A code of a campaign on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{CouponBatchId, CustomerId};
use regulars_loyalty::CampaignCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::void_names::CouponVoidReasonBody;

/// A code of a campaign.
#[derive(Serialize, ToSchema)]
pub struct CouponCodeBody {
    /// The code.
    #[schema(max_length = 40, example = "KAFA7KXM2QPRT4WVY3")]
    code: String,
    /// How often it is used, reservations among it.
    #[schema(minimum = 0, example = 0)]
    used: i64,
    /// The batch in which it was made or taken in; `null` where that is not known.
    batch_id: Option<Uuid>,
    /// The one customer who can use it; `null` for a code of whoever has it.
    customer_id: Option<Uuid>,
    /// Since when it is that customer's.
    given_at: Option<DateTime<Utc>>,
    /// Since when nobody can use it any more; `null` for one that is not void.
    voided_at: Option<DateTime<Utc>>,
    /// Why it is void.
    void_reason: Option<CouponVoidReasonBody>,
}

impl From<CampaignCode> for CouponCodeBody {
    fn from(code: CampaignCode) -> Self {
        let CampaignCode { code, used, batch, holder, voided } = code;
        Self {
            code: code.to_string(),
            used,
            batch_id: batch.map(CouponBatchId::value),
            customer_id: holder.map(|(customer, _)| CustomerId::value(customer)),
            given_at: holder.map(|(_, since)| since),
            voided_at: voided.map(|voided| voided.at),
            void_reason: voided.map(|voided| voided.reason.into()),
        }
    }
}
