//! `GET /v1/rewards/{id}/stock-movements`.

use actix_web::{get, web};
use regulars_kernel::{RewardId, StockMovementId};
use regulars_loyalty::RewardReads;
use serde_json::json;

use super::movement_body::StockMovementBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List what came in and went out of a reward.
///
/// The newest first. Together they are what is there; lines are only ever added.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010"), PageParameters),
    responses((status = 200, description = "A page of movements", body = List<StockMovementBody>)))]
#[get("/v1/rewards/{id}/stock-movements")]
pub async fn list_stock_movements(
    caller: Caller<access::list_stock_movements>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<StockMovementBody>, ApiError> {
    let (id, page) = (RewardId::new(id.0), page.0.by_id(StockMovementId::new)?);
    let movements = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_reward(id).await?.ok_or_else(|| ApiError::not_found("reward"))?;
            tx.list_stock_movements(id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(movements, StockMovementBody::from, |id| json!(id.value())))
}
