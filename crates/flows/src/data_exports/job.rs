//! The jobs of exports of what is known of customers.

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

/// Throws the files of an export away whose time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetDataExport {
    export: Uuid,
}

impl ForgetDataExport {
    /// The job of an export.
    pub const fn of(export: DataExportId) -> Self {
        Self { export: export.value() }
    }

    /// The export.
    pub const fn export(self) -> DataExportId {
        DataExportId::new(self.export)
    }
}

impl JobPayload for ForgetDataExport {
    const KIND: &'static str = "forget_data_export";
}
