//! Why somebody is erased, and what became of it, on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::{Erased, ErasureGrounds, ErasureReason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why somebody is erased, as article 17 of the GDPR has it. There is no text of your own: it would tell of the person who is
/// to be forgotten.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureReasonBody {
    /// The data is no longer needed.
    NoLongerNeeded,
    /// Consent was withdrawn, and nothing else allows to keep the data.
    ConsentWithdrawn,
    /// The person objected to the processing.
    Objected,
    /// The data was processed unlawfully.
    Unlawful,
    /// A law demands it.
    LegalObligation,
    /// The data was collected from a child.
    Child,
    /// Something else.
    Other,
}

impl From<ErasureReasonBody> for ErasureReason {
    fn from(reason: ErasureReasonBody) -> Self {
        match reason {
            ErasureReasonBody::NoLongerNeeded => Self::NoLongerNeeded,
            ErasureReasonBody::ConsentWithdrawn => Self::ConsentWithdrawn,
            ErasureReasonBody::Objected => Self::Objected,
            ErasureReasonBody::Unlawful => Self::Unlawful,
            ErasureReasonBody::LegalObligation => Self::LegalObligation,
            ErasureReasonBody::Child => Self::Child,
            ErasureReasonBody::Other => Self::Other,
        }
    }
}

impl From<ErasureReason> for ErasureReasonBody {
    fn from(reason: ErasureReason) -> Self {
        match reason {
            ErasureReason::NoLongerNeeded => Self::NoLongerNeeded,
            ErasureReason::ConsentWithdrawn => Self::ConsentWithdrawn,
            ErasureReason::Objected => Self::Objected,
            ErasureReason::Unlawful => Self::Unlawful,
            ErasureReason::LegalObligation => Self::LegalObligation,
            ErasureReason::Child => Self::Child,
            ErasureReason::Other => Self::Other,
        }
    }
}

/// Why, and who asked for it. Kept for as long as the merchant is: it names nobody.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "consent_withdrawn", "requested_by_person": true}))]
pub struct ErasureRequestBody {
    /// Why. `other` when it is left out.
    pub reason: Option<ErasureReasonBody>,
    /// Whether the person asked for it.
    #[serde(default)]
    #[schema(default = false)]
    pub requested_by_person: bool,
}

/// The grounds that a body states.
pub fn grounds(reason: Option<ErasureReasonBody>, requested_by_person: bool) -> ErasureGrounds {
    ErasureGrounds { reason: reason.map_or(ErasureReason::Other, Into::into), requested_by_person }
}

/// An erasure that is done.
#[derive(Serialize, ToSchema)]
pub struct ErasureBody {
    /// The id that the customer had. It answers 404 from now on.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f44")]
    customer_id: Uuid,
    /// When.
    #[schema(example = "2026-11-21T10:00:00Z")]
    erased_at: DateTime<Utc>,
    /// Why.
    reason: ErasureReasonBody,
    /// Whether the person asked for it.
    requested_by_person: bool,
    /// How many receipts of the customer are nobody's now.
    #[schema(example = 3, minimum = 0)]
    receipts_kept: u64,
}

impl From<Erased> for ErasureBody {
    fn from(erased: Erased) -> Self {
        Self {
            customer_id: erased.customer.value(),
            erased_at: erased.at,
            reason: erased.grounds.reason.into(),
            requested_by_person: erased.grounds.requested_by_person,
            receipts_kept: erased.receipts,
        }
    }
}
