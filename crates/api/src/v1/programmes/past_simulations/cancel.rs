//! `POST /v1/programmes/{id}/past-simulations/{simulation_id}/cancel`.

use actix_web::{post, web};
use regulars_flows::cancel_simulation;
use regulars_loyalty::PastSimulationReads;

use super::body::PastSimulationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::PastSimulationInPath;
use crate::respond::Single;

/// Call a simulation with receipts of the past off.
///
/// It stops behind the customers at hand, and tells what it has found so far.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("simulation_id" = uuid::Uuid, Path, description = "The simulation's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca1")
), responses(
    (status = 200, description = "Called off", body = PastSimulationBody),
    (status = 409, description = "It has ended"),
))]
#[post("/v1/programmes/{id}/past-simulations/{simulation_id}/cancel")]
pub async fn cancel_past_simulation(
    caller: Caller<access::cancel_past_simulation>,
    application: web::Data<Application>,
    path: PastSimulationInPath,
) -> Result<Single<PastSimulationBody>, ApiError> {
    let PastSimulationInPath { programme, simulation } = path;
    let (environment, currency) = (caller.environment(&application), caller.facts().currency);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let found = tx.find_past_simulation(simulation).await?;
                found
                    .filter(|found| found.programme == programme)
                    .ok_or_else(|| ApiError::not_found("simulation"))?;
                let cancelled = cancel_simulation(tx, &environment, simulation).await?;
                Ok(Single(PastSimulationBody::new(&cancelled, currency)))
            })
        })
        .await
}
