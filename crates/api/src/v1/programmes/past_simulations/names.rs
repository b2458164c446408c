//! Closed lists of simulations on the wire.

use regulars_loyalty::SimulationState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::programmes::names::on_the_wire;

on_the_wire! {
    /// Where a simulation stands.
    SimulationStateBody = SimulationState {
        /// Receipts are being read.
        Running,
        /// All of them were read, or as many as are read.
        Done,
        /// It was called off.
        Cancelled,
        /// Its job has failed for good.
        Failed,
    }
}
