//! `GET /v1/quota/pack-orders` and `GET /v1/merchants/{id}/quota-pack-orders`.

use actix_web::{get, web};
use regulars_kernel::{MerchantId, QuotaPackOrderId, Scope};
use regulars_quota::PackReads;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::order_packs::PackOrderBody;
use crate::access;
use crate::application::Application;
use crate::auth::{Caller, OperatorCaller};
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// Where an order of packs stands.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackOrderStateBody {
    /// Packs are waited for.
    Ordered,
}

/// Which orders, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PackOrderParameters {
    /// Only orders that packs are waited for.
    #[param(inline)]
    pub state: Option<PackOrderStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// The orders that `parameters` mean, of the merchant of a scope.
async fn orders_of(
    application: &Application,
    scope: Scope,
    parameters: PackOrderParameters,
) -> Result<List<PackOrderBody>, ApiError> {
    let PackOrderParameters { state, limit, cursor } = parameters;
    let page = PageParameters { limit, cursor }.by_id(QuotaPackOrderId::new)?;
    let open = matches!(state, Some(PackOrderStateBody::Ordered));
    let orders =
        application.database.read(scope, async move |tx| tx.list_quota_pack_orders(open, page).await).await?;
    Ok(List::of(orders, PackOrderBody::from, |id| id.to_string().into()))
}

/// List the orders of packs.
///
/// What the merchant ordered and how much of it was granted, the oldest first.
#[utoipa::path(tag = "Quota", params(PackOrderParameters), responses(
    (status = 200, description = "A page of orders", body = List<PackOrderBody>)
))]
#[get("/v1/quota/pack-orders")]
pub async fn list_quota_pack_orders(
    caller: Caller<access::list_quota_pack_orders>,
    application: web::Data<Application>,
    parameters: Query<PackOrderParameters>,
) -> Result<List<PackOrderBody>, ApiError> {
    orders_of(&application, caller.scope(), parameters.0).await
}

/// List a merchant's orders of packs.
///
/// What it ordered and how much of it was granted, the oldest first. Granting packs fulfils them in that order.
#[utoipa::path(tag = "Quota",
    params(("id" = uuid::Uuid, Path, description = "The merchant's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b"), PackOrderParameters),
    responses((status = 200, description = "A page of orders", body = List<PackOrderBody>)))]
#[get("/v1/merchants/{id}/quota-pack-orders")]
pub async fn list_quota_pack_orders_of_merchant(
    caller: OperatorCaller<access::list_quota_pack_orders_of_merchant>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PackOrderParameters>,
) -> Result<List<PackOrderBody>, ApiError> {
    let scope = caller.scope_in(&application, MerchantId::new(id.0)).await?;
    orders_of(&application, scope, parameters.0).await
}
