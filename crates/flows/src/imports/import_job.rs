//! The job that works on an import.

use regulars_jobs::JobPayload;
use regulars_kernel::{Actor, ImportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::asker::Asker;

/// Reads the file of an import, looks at its rows, or writes them: whatever its state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOnImport {
    import: Uuid,
    asked_by: Asker,
}

impl WorkOnImport {
    /// The job of an import.
    pub fn of(import: ImportId, asked_by: Actor) -> Self {
        Self { import: import.value(), asked_by: asked_by.into() }
    }

    /// The import.
    pub const fn import(self) -> ImportId {
        ImportId::new(self.import)
    }

    /// Who asked for it.
    pub fn asked_by(self) -> Actor {
        self.asked_by.into()
    }
}

impl JobPayload for WorkOnImport {
    const KIND: &'static str = "customer_import";
}
