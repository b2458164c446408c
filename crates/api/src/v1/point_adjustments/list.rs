//! `GET /v1/point-adjustments`.

use actix_web::{get, web};
use regulars_kernel::{PageRequest, PointAdjustmentId};
use regulars_loyalty::PendingAdjustmentReads;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{PointAdjustmentBody, PointAdjustmentStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which adjustments, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointAdjustmentParameters {
    /// Only those that stand there.
    #[param(inline)]
    state: Option<PointAdjustmentStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List adjustments that somebody else has to approve.
///
/// Those above the limit of their type of points, decided or not, the newest first.
#[utoipa::path(tag = "Points", params(PointAdjustmentParameters), responses(
    (status = 200, description = "A page of adjustments", body = List<PointAdjustmentBody>)
))]
#[get("/v1/point-adjustments")]
pub async fn list_point_adjustments(
    caller: Caller<access::list_point_adjustments>,
    application: web::Data<Application>,
    parameters: Query<PointAdjustmentParameters>,
) -> Result<List<PointAdjustmentBody>, ApiError> {
    let PointAdjustmentParameters { state, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor };
    let after = page.cursor.as_deref().map(parse_cursor::<Uuid>).transpose()?;
    let page = PageRequest { size: page.size()?, after: after.map(PointAdjustmentId::new) };
    let state = state.map(Into::into);
    let now = caller.environment(&application).now();
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.list_pending_adjustments(state, now, page).await)
        .await?;
    Ok(List::of(found, |one| PointAdjustmentBody::from(one.at(now)), |id| json!(id.value())))
}
