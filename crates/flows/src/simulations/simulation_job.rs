//! The job that works on a simulation.

use regulars_jobs::JobPayload;
use regulars_kernel::PastSimulationId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Reads receipts of the past, and adds up what they would have given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulatePast {
    simulation: Uuid,
}

impl SimulatePast {
    /// The job of a simulation.
    pub const fn of(simulation: PastSimulationId) -> Self {
        Self { simulation: simulation.value() }
    }

    /// The simulation.
    pub const fn simulation(self) -> PastSimulationId {
        PastSimulationId::new(self.simulation)
    }
}

impl JobPayload for SimulatePast {
    const KIND: &'static str = "past_simulation";
}
