//! The code by which a member invites others, on the wire.

use chrono::{DateTime, Utc};
use regulars_loyalty::MemberCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The code by which a member invites others.
#[derive(Serialize, ToSchema)]
pub struct ReferralCodeBody {
    /// The code: 9 letters and digits of which none is mistaken for another. The last one checks the others, so that a mistyped one is
    /// found. Case, spaces and dashes make no difference where it is sent.
    #[schema(max_length = 9, example = "MKQX7R4T3")]
    code: String,
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// Whose it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// When it was made.
    #[schema(example = "2026-11-18T10:00:00Z")]
    created_at: DateTime<Utc>,
}

impl From<MemberCode> for ReferralCodeBody {
    fn from(code: MemberCode) -> Self {
        let MemberCode { code, programme, customer, created_at } = code;
        Self {
            code: code.as_str().to_owned(),
            programme_id: programme.value(),
            customer_id: customer.value(),
            created_at,
        }
    }
}
