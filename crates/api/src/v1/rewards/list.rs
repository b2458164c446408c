//! `GET /v1/rewards`.

use actix_web::{get, web};
use regulars_kernel::{ProgrammeId, RewardId};
use regulars_loyalty::RewardReads;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::RewardBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which rewards, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RewardParameters {
    /// Only those that points of that programme buy.
    programme_id: Option<Uuid>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List rewards.
///
/// In the order in which they were made, drafts and archived ones among them.
#[utoipa::path(tag = "Rewards", params(RewardParameters), responses(
    (status = 200, description = "A page of rewards", body = List<RewardBody>)
))]
#[get("/v1/rewards")]
pub async fn list_rewards(
    caller: Caller<access::list_rewards>,
    application: web::Data<Application>,
    parameters: Query<RewardParameters>,
) -> Result<List<RewardBody>, ApiError> {
    let RewardParameters { programme_id, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(RewardId::new)?;
    let programme = programme_id.map(ProgrammeId::new);
    let rewards = application
        .database
        .read(caller.scope(), async move |tx| tx.list_rewards(programme, page).await)
        .await?;
    Ok(List::of(rewards, |reward| RewardBody::from(&reward), |id| json!(id.value())))
}
