//! Calls a simulation off.

use regulars_jobs::JobStore;
use regulars_kernel::{Environment, JobId, PastSimulationId, StoreError};
use regulars_loyalty::{PastSimulation, PastSimulationStore, SimulationState};

/// Simulations beside the jobs that work on them.
pub trait CancelSimulationStore: PastSimulationStore + JobStore {}

impl<Store: PastSimulationStore + JobStore> CancelSimulationStore for Store {}

/// Why a simulation goes on.
#[derive(Debug, thiserror::Error)]
pub enum CancelSimulationError {
    /// The merchant has no such simulation.
    #[error("there is no such simulation")]
    Unknown,
    /// There is nothing to be called off.
    #[error("the simulation is {0}")]
    HasEnded(SimulationState),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Calls off a simulation that is running. What it has found so far stays.
pub async fn cancel_simulation(
    store: &mut dyn CancelSimulationStore,
    environment: &Environment,
    id: PastSimulationId,
) -> Result<PastSimulation, CancelSimulationError> {
    let after = ended(store, environment, id, SimulationState::Cancelled).await?;
    store.cancel_job(after.job, environment.now()).await?;
    Ok(after)
}

/// Ends a simulation whose job has failed for good.
pub async fn give_up_simulation(
    store: &mut dyn PastSimulationStore,
    environment: &Environment,
    id: PastSimulationId,
    job: JobId,
) -> Result<(), StoreError> {
    let held = store.find_past_simulation_for_change(id).await?;
    let Some(held) = held.filter(|held| held.state == SimulationState::Running && held.job == job) else {
        return Ok(());
    };
    let updated_at = environment.now();
    store.update_past_simulation(&PastSimulation { state: SimulationState::Failed, updated_at, ..held }).await
}

async fn ended(
    store: &mut dyn PastSimulationStore,
    environment: &Environment,
    id: PastSimulationId,
    state: SimulationState,
) -> Result<PastSimulation, CancelSimulationError> {
    let held = store.find_past_simulation_for_change(id).await?.ok_or(CancelSimulationError::Unknown)?;
    if held.state != SimulationState::Running {
        return Err(CancelSimulationError::HasEnded(held.state));
    }
    let after = PastSimulation { state, updated_at: environment.now(), ..held };
    store.update_past_simulation(&after).await?;
    Ok(after)
}
