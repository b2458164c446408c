//! Where an import stands.

use regulars_kernel::named;

named! {
    /// Where an import stands.
    ImportState {
        /// Its file is still arriving.
        Uploading = "uploading",
        /// Its file is being read.
        Reading = "reading",
        /// Its rows are being looked at, without changing anything.
        Checking = "checking",
        /// It is known what each row would do.
        Checked = "checked",
        /// Its rows are being written.
        Committing = "committing",
        /// It is done.
        Committed = "committed",
        /// What its rows have done is being taken back.
        Undoing = "undoing",
        /// What its rows have done was taken back, but for conflicts.
        Undone = "undone",
        /// Its file is no table.
        Failed = "failed",
    }
}

impl ImportState {
    /// Whether the rows were written, whatever became of them later.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Committed | Self::Undoing | Self::Undone)
    }

    /// Whether a worker has something to do.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Reading | Self::Checking | Self::Committing | Self::Undoing)
    }
}
