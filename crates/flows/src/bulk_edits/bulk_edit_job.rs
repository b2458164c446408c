//! The job that works on a bulk edit.

use regulars_jobs::JobPayload;
use regulars_kernel::BulkEditId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Changes the customers of a bulk edit, or changes them back: whatever its state asks for. Who asked is known to the edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOnBulkEdit {
    bulk_edit: Uuid,
}

impl WorkOnBulkEdit {
    /// The job of an edit.
    pub const fn of(edit: BulkEditId) -> Self {
        Self { bulk_edit: edit.value() }
    }

    /// The edit.
    pub const fn bulk_edit(self) -> BulkEditId {
        BulkEditId::new(self.bulk_edit)
    }
}

impl JobPayload for WorkOnBulkEdit {
    const KIND: &'static str = "customer_bulk_edit";
}
