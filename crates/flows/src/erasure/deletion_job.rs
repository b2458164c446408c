//! The job that erases many.

use regulars_jobs::JobPayload;
use regulars_kernel::{Actor, CustomerDeletionId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::asker::Asker;

/// Erases the customers of an erasure, some at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseMany {
    deletion: Uuid,
    asked_by: Asker,
}

impl EraseMany {
    /// The job of an erasure.
    pub fn of(deletion: CustomerDeletionId, asked_by: Actor) -> Self {
        Self { deletion: deletion.value(), asked_by: asked_by.into() }
    }

    /// The erasure.
    pub const fn deletion(self) -> CustomerDeletionId {
        CustomerDeletionId::new(self.deletion)
    }

    /// Who asked for it: it is done by them.
    pub fn asked_by(self) -> Actor {
        self.asked_by.into()
    }
}

impl JobPayload for EraseMany {
    const KIND: &'static str = "customer_deletion";
}
