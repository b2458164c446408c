//! One import.

use regulars_kernel::{ImportId, Instant, JobId, Label, named};

use crate::dry_run::counts::DispositionCounts;
use crate::mapping::column::TableColumn;
use crate::mapping::layout::Layout;
use crate::mapping::options::ImportOptions;
use crate::progress::state::ImportState;
use crate::table::problem::FileProblem;

named! {
    /// What kind of file an import came in.
    FileKind {
        /// A workbook of Excel since 2007.
        Xlsx = "xlsx",
        /// A workbook of Excel before 2007.
        Xls = "xls",
        /// A spreadsheet of `LibreOffice`.
        Ods = "ods",
        /// A text with separators.
        Csv = "csv",
    }
}

/// An import of customers from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What the file was called.
    pub file_name: Label,
    /// How many bytes the file has.
    pub size: u64,
    /// Where it stands.
    pub state: ImportState,
    /// Why its file is no table.
    pub problem: Option<FileProblem>,
    /// What kind of file it is, once it was read.
    pub kind: Option<FileKind>,
    /// How the text of a CSV is written: the separator and the name of the encoding.
    pub dialect: Option<(char, String)>,
    /// The product that wrote it, if it is known.
    pub layout: Option<Layout>,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// What holds for every row.
    pub options: ImportOptions,
    /// How many rows there are below the headings.
    pub rows: u64,
    /// The number of the last row that was looked at or written in this state.
    pub at_row: u64,
    /// How many rows have each fate: those looked at so far, until all were.
    pub counts: DispositionCounts,
    /// Goes up with each change of what the columns are about, so that a worker that began before stops.
    pub revision: i64,
    /// The job that works on it.
    pub job: JobId,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last moved on.
    pub updated_at: Instant,
}
