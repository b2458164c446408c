//! `POST /v1/quota/pack-orders`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_quota::{PackCount, QuotaPackOrder, order_packs};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// How many packs of 10,000 units.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"packs": 1}))]
pub struct PackCountBody {
    /// How many packs.
    #[schema(minimum = 1, maximum = 1000)]
    packs: u16,
}

impl PackCountBody {
    /// The checked number.
    pub fn check(&self) -> Result<PackCount, ApiError> {
        PackCount::new(self.packs).ok_or_else(|| {
            ApiError::invalid_field("/packs", "invalid", format!("must be 1 to {}", PackCount::MAX))
        })
    }
}

/// An order of packs.
#[derive(Serialize, ToSchema)]
pub struct PackOrderBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f80")]
    id: Uuid,
    /// How many packs were ordered.
    #[schema(example = 1)]
    packs: i64,
    /// How many of them were granted.
    #[schema(example = 0)]
    granted_packs: i64,
    /// `ordered` while packs are waited for, then `granted`.
    #[schema(example = "ordered")]
    state: String,
    /// When it was ordered.
    #[schema(example = "2026-11-21T10:00:00Z")]
    ordered_at: DateTime<Utc>,
    /// When packs were last granted for it.
    #[schema(example = "2026-11-21T11:00:00Z")]
    granted_at: Option<DateTime<Utc>>,
}

impl From<QuotaPackOrder> for PackOrderBody {
    fn from(order: QuotaPackOrder) -> Self {
        Self {
            id: order.id.value(),
            packs: order.packs,
            granted_packs: order.granted_packs,
            state: order.state().to_owned(),
            ordered_at: order.ordered_at,
            granted_at: order.granted_at,
        }
    }
}

/// Order packs.
///
/// Each has 10,000 units, which never expire. They can be used once the operator of the platform has granted them.
#[utoipa::path(tag = "Quota", request_body = PackCountBody, responses(
    (status = 201, description = "Ordered", body = PackOrderBody),
))]
#[post("/v1/quota/pack-orders")]
pub async fn order_quota_packs(
    caller: Caller<access::order_quota_packs>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<PackCountBody>,
) -> Result<Created<PackOrderBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let packs = body.value.check()?;
    let (environment, actor) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let order = order_packs(tx, &environment, actor, packs).await?;
            Created::with_status(StatusCode::CREATED, None, &PackOrderBody::from(order))
        })
    })
    .await
}
