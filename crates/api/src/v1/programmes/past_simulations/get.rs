//! `GET /v1/programmes/{id}/past-simulations/{simulation_id}`.

use actix_web::{get, web};
use regulars_loyalty::PastSimulationReads;

use super::body::PastSimulationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::PastSimulationInPath;
use crate::respond::Single;

/// Show a simulation with receipts of the past.
///
/// What it has found so far: what the draft costs in points and what these are worth, by type and by rule, and which customers would
/// have had more or fewer.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("simulation_id" = uuid::Uuid, Path, description = "The simulation's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca0")
), responses((status = 200, description = "The simulation", body = PastSimulationBody)))]
#[get("/v1/programmes/{id}/past-simulations/{simulation_id}")]
pub async fn get_past_simulation(
    caller: Caller<access::get_past_simulation>,
    application: web::Data<Application>,
    path: PastSimulationInPath,
) -> Result<Single<PastSimulationBody>, ApiError> {
    let PastSimulationInPath { programme, simulation } = path;
    let currency = caller.facts().currency;
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_past_simulation(simulation).await)
        .await?;
    let found = found.filter(|found| found.programme == programme);
    let found = found.ok_or_else(|| ApiError::not_found("simulation"))?;
    Ok(Single(PastSimulationBody::new(&found, currency)))
}
