//! The jobs of an export.

use regulars_jobs::JobPayload;
use regulars_kernel::{Actor, ExportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::asker::Asker;

/// Writes the rows of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteExport {
    export: Uuid,
    asked_by: Asker,
}

impl WriteExport {
    /// The job of an export.
    pub fn of(export: ExportId, asked_by: Actor) -> Self {
        Self { export: export.value(), asked_by: asked_by.into() }
    }

    /// The export.
    pub const fn export(self) -> ExportId {
        ExportId::new(self.export)
    }

    /// Who asked for it.
    pub fn asked_by(self) -> Actor {
        self.asked_by.into()
    }
}

impl JobPayload for WriteExport {
    const KIND: &'static str = "write_export";
}

/// Takes the file of an export away, once its time is over or somebody has withdrawn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetExport {
    export: Uuid,
}

impl ForgetExport {
    /// The job of an export.
    pub const fn of(export: ExportId) -> Self {
        Self { export: export.value() }
    }

    /// The export.
    pub const fn export(self) -> ExportId {
        ExportId::new(self.export)
    }
}

impl JobPayload for ForgetExport {
    const KIND: &'static str = "forget_export";
}
