//! That a customer was invited by another one, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{Instant, PointOperationId, PurchaseId};
use regulars_loyalty::{Referral, ReferralTerms};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{ReferralRefusalBody, ReferralStateBody};

/// That a customer was invited by another one.
#[derive(Serialize, ToSchema)]
pub struct ReferralBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c91")]
    id: Uuid,
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The code that was used.
    #[schema(max_length = 9, example = "MKQX7R4T3")]
    code: String,
    /// Who has invited. The id stays when they are erased, and is nobody's then.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    referrer_id: Uuid,
    /// Who was invited. The id stays when they are erased, and is nobody's then.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Uuid,
    /// Where it stands.
    state: ReferralStateBody,
    /// Why nobody is paid; `null` unless it is refused.
    reason: Option<ReferralRefusalBody>,
    /// The code of the points that both get.
    #[schema(max_length = 40, example = "points")]
    point_type: String,
    /// How many points the one gets who has invited, in the smallest part of their type.
    #[schema(minimum = 0, example = 100)]
    referrer_points: i64,
    /// How many the one gets who was invited.
    #[schema(minimum = 0, example = 50)]
    referred_points: i64,
    /// How much the receipt must come to at least, in minor units of the merchant's currency.
    #[schema(minimum = 0, example = 100_000)]
    minimum: i64,
    /// The version of the programme that promises it.
    #[schema(example = 1)]
    programme_version: u32,
    /// When the invited customer was registered.
    #[schema(example = "2026-11-18T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// By when they must have bought enough.
    #[schema(example = "2027-01-17T10:00:00Z")]
    until: DateTime<Utc>,
    /// The purchase that was enough.
    purchase_id: Option<Uuid>,
    /// As of when that counts.
    qualified_at: Option<DateTime<Utc>>,
    /// When both are paid; `null` unless it is qualified.
    due_at: Option<DateTime<Utc>>,
    /// When both were paid, or nobody. One that was not bought for in time is refused at `until`.
    settled_at: Option<DateTime<Utc>>,
    /// The operation that pays the one who has invited.
    referrer_operation_id: Option<Uuid>,
    /// The operation that pays the one who was invited.
    referred_operation_id: Option<Uuid>,
}

impl ReferralBody {
    /// The referral as it stands at that instant.
    pub fn new(referral: Referral, now: Instant) -> Self {
        let (state, reason) = referral.standing_at(now);
        let Referral { id, programme, code, referrer, referred, terms, created_at, until, .. } = referral;
        let ReferralTerms { programme_version, point_type, referrer_points, referred_points, .. } = terms;
        let is_over = reason.is_some() && referral.settled_at.is_none();
        Self {
            id: id.value(),
            programme_id: programme.value(),
            code: code.as_str().to_owned(),
            referrer_id: referrer.value(),
            customer_id: referred.value(),
            state: state.into(),
            reason: reason.map(ReferralRefusalBody::from),
            point_type: point_type.as_str().to_owned(),
            referrer_points,
            referred_points,
            minimum: terms.minimum,
            programme_version,
            created_at,
            until,
            purchase_id: referral.purchase.map(PurchaseId::value),
            qualified_at: referral.qualified_at,
            due_at: referral.due_at,
            settled_at: if is_over { Some(until) } else { referral.settled_at },
            referrer_operation_id: referral.referrer_operation.map(PointOperationId::value),
            referred_operation_id: referral.referred_operation.map(PointOperationId::value),
        }
    }
}
