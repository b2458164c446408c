//! Workbooks of Excel before 2007. The library makes a rectangle of a sheet, however far its cells are apart, so the records of
//! the cells are walked over first.

use std::io::{Cursor, Read};

use calamine::{Reader, Xls, XlsError};
use regulars_interchange::FileProblem;

use super::dense::{Extent, give};
use super::read::{ReadError, Take};

/// Reads the first sheet.
pub(crate) fn read(bytes: &[u8], take: Take<'_>) -> Result<(), ReadError> {
    extent(bytes)?.check()?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(problem)?;
    let range = workbook.worksheet_range_at(0).ok_or(FileProblem::Empty)?.map_err(problem)?;
    give(&range, take)
}

/// How far the cells of all sheets reach.
fn extent(bytes: &[u8]) -> Result<Extent, FileProblem> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| FileProblem::Unreadable)?;
    if file.exists("/EncryptedPackage") {
        return Err(FileProblem::Locked);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let mut stream =
        file.open_stream(name.ok_or(FileProblem::Unreadable)?).map_err(|_| FileProblem::Unreadable)?;
    let mut records = Vec::new();
    stream.read_to_end(&mut records).map_err(|_| FileProblem::Unreadable)?;
    let mut extent = Extent::default();
    let mut rest = records.as_slice();
    // A record is its kind, its length and its content.
    while let [kind_low, kind_high, length_low, length_high, content @ ..] = rest {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let Some(record) = content.get(..length) else { break };
        if kind == FILE_PASS {
            return Err(FileProblem::Locked);
        }
        if let (true, [row_low, row_high, column_low, column_high, ..]) = (CELLS.contains(&kind), record) {
            let row = u64::from(u16::from_le_bytes([*row_low, *row_high]));
            let mut column = u64::from(u16::from_le_bytes([*column_low, *column_high]));
            if let (MANY_NUMBERS, [.., last_low, last_high]) = (kind, record) {
                column = u64::from(u16::from_le_bytes([*last_low, *last_high]));
            }
            extent.reach(row, column);
        }
        rest = content.get(length..).unwrap_or_default();
    }
    Ok(extent)
}

/// The record of a locked file.
const FILE_PASS: u16 = 0x002f;
/// A record of many numbers, which names its last column at its end.
const MANY_NUMBERS: u16 = 0x00bd;
/// The records of cells with a value: formula, label, number, truth or error, compact number, shared text, formatted text.
const CELLS: [u16; 8] = [0x0006, 0x0204, 0x0203, 0x0205, 0x027e, MANY_NUMBERS, 0x00fd, 0x00d6];

fn problem(error: XlsError) -> FileProblem {
    match error {
        XlsError::Password => FileProblem::Locked,
        _ => FileProblem::Unreadable,
    }
}
