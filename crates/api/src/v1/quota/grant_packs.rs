//! `POST /v1/merchants/{id}/quota-packs`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_kernel::MerchantId;
use regulars_quota::{GrantedPacks, PACK_SIZE, grant_packs};
use serde::Serialize;
use utoipa::ToSchema;

use super::order_packs::{PackCountBody, PackOrderBody};
use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Packs that were granted.
#[derive(Serialize, ToSchema)]
pub struct GrantedPacksBody {
    /// How many packs.
    #[schema(example = 1)]
    packs: i64,
    /// How many units they have.
    #[schema(example = 10_000)]
    units: i64,
    /// The orders that they went to, as they are now.
    orders: Vec<PackOrderBody>,
}

impl From<GrantedPacks> for GrantedPacksBody {
    fn from(granted: GrantedPacks) -> Self {
        let packs = i64::try_from(granted.packs.len()).unwrap_or(i64::MAX);
        Self {
            packs,
            units: packs.saturating_mul(PACK_SIZE),
            orders: granted.orders.into_iter().map(PackOrderBody::from).collect(),
        }
    }
}

/// Grant packs to a merchant.
///
/// They go to the merchant's open orders, the oldest first; what is granted beyond them needs no order.
#[utoipa::path(tag = "Quota", params(("id" = uuid::Uuid, Path, description = "The merchant's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b")),
    request_body = PackCountBody, responses(
        (status = 201, description = "Granted", body = GrantedPacksBody),
    ))]
#[post("/v1/merchants/{id}/quota-packs")]
pub async fn grant_quota_packs(
    caller: OperatorCaller<access::grant_quota_packs>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<PackCountBody>,
) -> Result<Created<GrantedPacksBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let packs = body.value.check()?;
    let scope = caller.scope_in(&application, MerchantId::new(id.0)).await?;
    let actor = caller.identity().actor;
    let environment = application.environment.clone();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let granted = grant_packs(tx, &environment, actor, packs).await?;
            Created::with_status(StatusCode::CREATED, None, &GrantedPacksBody::from(granted))
        })
    })
    .await
}
