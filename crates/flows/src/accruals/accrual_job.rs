//! The job that works on an accrual.

use regulars_jobs::{JobPayload, NewJob};
use regulars_kernel::{Environment, PointAccrualId, StoreError};
use regulars_loyalty::PointAccrual;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::AccrualJobStore;

/// Begins an accrual, credits its members, or takes back what it gave: whatever its state asks for. Who asked is known to the
/// accrual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOnAccrual {
    accrual: Uuid,
}

impl WorkOnAccrual {
    /// The job of an accrual.
    pub const fn of(accrual: PointAccrualId) -> Self {
        Self { accrual: accrual.value() }
    }

    /// The accrual.
    pub const fn accrual(self) -> PointAccrualId {
        PointAccrualId::new(self.accrual)
    }
}

impl JobPayload for WorkOnAccrual {
    const KIND: &'static str = "point_accrual";
}

/// Asks for the job of an accrual that a worker has something to do with, when its time has come. The accrual with that job.
pub(super) async fn set_to_work(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    accrual: PointAccrual,
) -> Result<PointAccrual, StoreError> {
    let run_at = accrual.run_at.max(environment.now());
    let job = NewJob::at(environment, &WorkOnAccrual::of(accrual.id), run_at)
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    store.enqueue(&job).await?;
    Ok(PointAccrual { job: Some(job.id), updated_at: environment.now(), ..accrual })
}
