//! What became of taking a row back.

use regulars_kernel::named;

named! {
    /// What became of taking a row back.
    UndoOutcome {
        /// What the row has done was taken back.
        Undone = "undone",
        /// It stays, because something else has happened since.
        Conflict = "conflict",
    }
}

/// What became of taking a row back, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowUndo {
    /// What became of it.
    pub outcome: UndoOutcome,
    /// The name of the reason why it stays.
    pub reason: Option<String>,
    /// The fields that were put back, or that stand in the way of it.
    pub fields: Vec<String>,
}
