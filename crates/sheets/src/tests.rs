//! Files as programs write them, and as nobody should.

mod bad_files;
mod exported_files;
mod odd_files;
mod written_files;

use regulars_interchange::StagedRow;

use crate::{Found, ReadError, read};

/// The rows of a file, as texts, and what kind of file it is.
fn rows_of(bytes: &[u8]) -> Result<(Vec<Vec<String>>, Found), ReadError> {
    let mut rows = Vec::new();
    let found = read(bytes, &mut |row: StagedRow| {
        let text = |cell: &regulars_interchange::Cell| cell.text().unwrap_or_default().to_owned();
        rows.push(row.cells.iter().map(text).collect());
        Ok(())
    })?;
    Ok((rows, found))
}

/// The rows of a file that is a table.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    rows_of(bytes).unwrap().0
}
