//! A row and what became of it.

use regulars_kernel::CustomerId;

use crate::dry_run::disposition::Disposition;
use crate::dry_run::remark::Remark;
use crate::dry_run::row_undo::RowUndo;
use crate::table::cell::Cell;

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedRow {
    /// Its number in the file, in which the headings are row 1.
    pub number: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// Its number in the file.
    pub number: u64,
    /// What becomes of it; nothing before it was looked at.
    pub disposition: Option<Disposition>,
    /// The customer whom it is about, if there is one yet.
    pub customer: Option<CustomerId>,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
    /// What became of taking it back, once that was done.
    pub undo: Option<RowUndo>,
}
