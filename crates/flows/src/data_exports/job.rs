//! The job that makes an export.

use regulars_jobs::JobPayload;
use regulars_kernel::DataExportId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Makes an export. Done anew from the beginning when a run was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeDataExport {
    export: Uuid,
}

impl MakeDataExport {
    /// The job of an export.
    pub const fn of(export: DataExportId) -> Self {
        Self { export: export.value() }
    }

    /// The export.
    pub const fn export(self) -> DataExportId {
        DataExportId::new(self.export)
    }
}

impl JobPayload for MakeDataExport {
    const KIND: &'static str = "data_export";
}
