//! Simulations over the receipts of the past.

use regulars_kernel::{Actor, CustomerId, Instant, JobId, PastSimulationId, ProgrammeId, named};

use super::found::SimulationFound;
use crate::programme::configuration::Configuration;
use crate::programme::point_type::PointTypeCode;

named! {
    /// Where a simulation stands.
    SimulationState {
        /// Receipts are being read.
        Running = "running",
        /// All of them were read, or as many as are read.
        Done = "done",
        /// It was called off.
        Cancelled = "cancelled",
        /// Its job has failed for good.
        Failed = "failed",
    }
}

/// What is simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationTerms {
    /// The version of the programme that the draft is compared with. None for a programme that is a draft itself, and gives nothing.
    pub compared_version: Option<u32>,
    /// What the programme would do.
    pub draft: Configuration,
    /// The points by which customers are compared.
    pub point_type: PointTypeCode,
    /// Over how many days of the merchant, today the last one.
    pub days: u16,
    /// From when on receipts count.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
}

impl SimulationTerms {
    /// The most days.
    pub const MOST_DAYS: u16 = 366;
}

/// A simulation over the receipts of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSimulation {
    /// Its id. Ids sort by when simulations were asked for.
    pub id: PastSimulationId,
    /// The programme.
    pub programme: ProgrammeId,
    /// What is simulated.
    pub terms: SimulationTerms,
    /// Where it stands.
    pub state: SimulationState,
    /// What it has found so far.
    pub found: SimulationFound,
    /// The last customer who was simulated.
    pub at: Option<CustomerId>,
    /// The job that works on it, or did.
    pub job: JobId,
    /// Who asked for it.
    pub asked_by: Actor,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last moved on.
    pub updated_at: Instant,
}

impl PastSimulation {
    /// The most receipts that are read.
    pub const MOST_RECEIPTS: u64 = 1_000_000;
    /// The most receipts of one customer that are simulated.
    pub const MOST_OF_CUSTOMER: u32 = 10_000;
    /// The most simulations of a programme at the same time.
    pub const MOST_RUNNING: u64 = 10;
}
