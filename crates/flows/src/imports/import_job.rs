//! The job that works on an import.

use regulars_jobs::JobPayload;
use regulars_kernel::ImportId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Reads the file of an import, looks at its rows, or writes them: whatever its state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOnImport {
    import: Uuid,
}

impl WorkOnImport {
    /// The job of an import.
    pub const fn of(import: ImportId) -> Self {
        Self { import: import.value() }
    }

    /// The import.
    pub const fn import(self) -> ImportId {
        ImportId::new(self.import)
    }
}

impl JobPayload for WorkOnImport {
    const KIND: &'static str = "customer_import";
}
