//! What simulations need from a store.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Page, PageRequest, PastSimulationId, ProgrammeId, StoreError};

use super::simulation::PastSimulation;
use crate::programme::joining_terms::Agreements;
use crate::programme::store::ProgrammeReads;

/// The simulations of one merchant, as they are read.
#[async_trait]
pub trait PastSimulationReads: ProgrammeReads {
    /// One of them.
    async fn find_past_simulation(
        &mut self,
        id: PastSimulationId,
    ) -> Result<Option<PastSimulation>, StoreError>;
    /// Those of a programme, the newest first.
    async fn list_past_simulations(
        &mut self,
        programme: ProgrammeId,
        page: PageRequest<PastSimulationId>,
    ) -> Result<Page<PastSimulation, PastSimulationId>, StoreError>;
    /// How many of a programme are running.
    async fn count_running_simulations(&mut self, programme: ProgrammeId) -> Result<u64, StoreError>;
    /// Those of these customers who were in the programme and are not any more.
    async fn former_members_among(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// What these customers have said that bears on programmes. Who has said nothing is not among them.
    async fn agreements_among(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, Agreements>, StoreError>;
}

/// The simulations of one merchant.
#[async_trait]
pub trait PastSimulationStore: PastSimulationReads {
    /// One that nobody else changes until this transaction ends.
    async fn find_past_simulation_for_change(
        &mut self,
        id: PastSimulationId,
    ) -> Result<Option<PastSimulation>, StoreError>;
    /// Adds one.
    async fn insert_past_simulation(&mut self, simulation: &PastSimulation) -> Result<(), StoreError>;
    /// Writes how far a held one is, and what it has found.
    async fn update_past_simulation(&mut self, simulation: &PastSimulation) -> Result<(), StoreError>;
}
