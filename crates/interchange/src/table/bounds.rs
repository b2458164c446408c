//! How large a table may be.

/// The most columns.
pub const MAX_COLUMNS: usize = 200;
/// The most rows below the headings.
pub const MAX_ROWS: u64 = 1_000_000;
/// The most characters of a cell.
pub const MAX_CELL_LENGTH: usize = 4_000;
