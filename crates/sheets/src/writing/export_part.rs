//! Rows of a file that is written in parts, each compressed by itself, so that whoever goes on after a worker that died needs
//! none of the parts before.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use regulars_interchange::{ExportFormat, ExportPart, OutCell, PartOutline, SheetPlace, guarded};

use super::write_error::SheetWriteError;
use super::xml_text::push_text;

/// The most rows of a sheet below its headings: Excel has 1,048,576 in all.
pub const ROWS_OF_A_SHEET: u64 = 1_048_575;
/// The most bytes of a sheet, so that no reader needs the larger numbers of Zip64.
const BYTES_OF_A_SHEET: u64 = 3 << 30;
/// From so many digits on a spreadsheet rounds a number.
const EXACT_DIGITS: usize = 15;

/// What the cells of a workbook look like: the number of the style of texts in its list of styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle(pub u32);

/// Writes rows behind `place`. There is a part for each sheet that they touch; the first has this number. Gives the parts and
/// the place behind them.
pub fn write_parts(
    format: ExportFormat,
    style: TextStyle,
    place: SheetPlace,
    first: u32,
    rows: &[Vec<OutCell>],
) -> Result<(Vec<ExportPart>, SheetPlace), SheetWriteError> {
    write_parts_of(ROWS_OF_A_SHEET, format, style, place, first, rows)
}

/// The same for sheets of so many rows.
pub(crate) fn write_parts_of(
    rows_of_a_sheet: u64,
    format: ExportFormat,
    style: TextStyle,
    mut place: SheetPlace,
    first: u32,
    rows: &[Vec<OutCell>],
) -> Result<(Vec<ExportPart>, SheetPlace), SheetWriteError> {
    let mut parts = Vec::new();
    let (mut text, mut rows_here) = (String::new(), 0);
    let mut close = |sheet: u32, text: &mut String, rows_here: &mut u64| -> Result<(), SheetWriteError> {
        if *rows_here > 0 {
            let number = first + u32::try_from(parts.len()).map_err(|_| too_large())?;
            parts.push(part_of(number, sheet, *rows_here, text)?);
            text.clear();
            *rows_here = 0;
        }
        Ok(())
    };
    for row in rows {
        let is_full = place.rows >= rows_of_a_sheet || place.length >= BYTES_OF_A_SHEET;
        if format == ExportFormat::Xlsx && is_full {
            close(place.sheet, &mut text, &mut rows_here)?;
            place = SheetPlace { sheet: place.sheet + 1, rows: 0, length: 0 };
        }
        let before = text.len();
        match format {
            ExportFormat::Csv => push_line(&mut text, row)?,
            ExportFormat::Xlsx => push_row(&mut text, place.rows + 2, style, row),
        }
        place.rows += 1;
        place.length += (text.len() - before) as u64;
        rows_here += 1;
    }
    close(place.sheet, &mut text, &mut rows_here)?;
    Ok((parts, place))
}

fn part_of(number: u32, sheet: u32, rows: u64, text: &str) -> Result<ExportPart, SheetWriteError> {
    let bytes = deflate(text.as_bytes())?;
    let outline = PartOutline {
        number,
        sheet,
        rows,
        length: text.len() as u64,
        checksum: crc32fast::hash(text.as_bytes()),
        kept: bytes.len() as u64,
    };
    Ok(ExportPart { outline, bytes })
}

/// How much room a line gets at first. What the library takes is much, for a writer of its own for each line.
const LINE: usize = 1 << 10;

/// A line of a CSV (RFC 4180).
pub(crate) fn push_line(text: &mut String, cells: &[OutCell]) -> Result<(), SheetWriteError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .buffer_capacity(LINE)
        .from_writer(Vec::with_capacity(LINE));
    for cell in cells {
        match cell {
            OutCell::Empty => writer.write_field("")?,
            OutCell::Text(text) => writer.write_field(guarded(text).as_ref())?,
            OutCell::Number(text) | OutCell::Plain(text) => writer.write_field(text)?,
        }
    }
    writer.write_record(None::<&[u8]>)?;
    let line = writer.into_inner().map_err(|error| SheetWriteError(error.to_string()))?;
    text.push_str(str::from_utf8(&line).map_err(|error| SheetWriteError(error.to_string()))?);
    Ok(())
}

/// A row of a sheet. Texts are typed as texts, so that none is calculated.
fn push_row(text: &mut String, number: u64, TextStyle(style): TextStyle, cells: &[OutCell]) {
    let style = style.to_string();
    let digits_of_row = number.to_string();
    for part in ["<row r=\"", &digits_of_row, "\">"] {
        text.push_str(part);
    }
    for (column, cell) in cells.iter().enumerate() {
        match cell {
            OutCell::Empty => {}
            OutCell::Number(digits) if is_exact(digits) => {
                let name = column_name(column);
                for part in ["<c r=\"", &name, &digits_of_row, "\"><v>", digits, "</v></c>"] {
                    text.push_str(part);
                }
            }
            OutCell::Text(value) | OutCell::Plain(value) | OutCell::Number(value) => {
                let name = column_name(column);
                for part in ["<c r=\"", &name, &digits_of_row, "\" s=\"", &style, "\" t=\"inlineStr\"><is>"] {
                    text.push_str(part);
                }
                text.push_str("<t xml:space=\"preserve\">");
                push_text(text, value);
                text.push_str("</t></is></c>");
            }
        }
    }
    text.push_str("</row>");
}

fn is_exact(digits: &str) -> bool {
    digits.bytes().filter(u8::is_ascii_digit).count() <= EXACT_DIGITS
}

/// A, B, …, Z, AA, …
pub(crate) fn column_name(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

pub(crate) fn too_large() -> SheetWriteError {
    SheetWriteError("the file would be too large".to_owned())
}

/// Raw DEFLATE that ends at a whole byte and is not the end, so that more can follow.
pub(crate) fn deflate(plain: &[u8]) -> Result<Vec<u8>, SheetWriteError> {
    let mut compress = Compress::new(Compression::new(3), false);
    let mut bytes = Vec::with_capacity(plain.len() / 4 + 64);
    loop {
        let used = usize::try_from(compress.total_in()).map_err(|_| too_large())?;
        let room = bytes.capacity();
        let rest = plain.get(used..).unwrap_or_default();
        compress
            .compress_vec(rest, &mut bytes, FlushCompress::Sync)
            .map_err(|error| SheetWriteError(error.to_string()))?;
        let all_used = usize::try_from(compress.total_in()).is_ok_and(|used| used == plain.len());
        if all_used && bytes.len() < bytes.capacity() {
            return Ok(bytes);
        }
        if bytes.len() == room {
            bytes.reserve(room.max(1 << 12));
        }
    }
}

/// What a part holds, unfolded.
pub fn inflate_part(bytes: &[u8], length: u64) -> Result<Vec<u8>, SheetWriteError> {
    let length = usize::try_from(length).map_err(|_| too_large())?;
    let mut decompress = Decompress::new(false);
    let mut plain = Vec::with_capacity(length + 1);
    let failed = |error: flate2::DecompressError| SheetWriteError(error.to_string());
    let status = decompress.decompress_vec(bytes, &mut plain, FlushDecompress::Sync).map_err(failed)?;
    if plain.len() == length && status != Status::StreamEnd {
        Ok(plain)
    } else {
        Err(SheetWriteError("a part is damaged".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        for (column, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(column_name(column), name);
        }
    }

    #[test]
    fn a_part_of_any_size_comes_back() {
        for size in [0_usize, 1, 63, 64, 65, 5_000, 300_000] {
            let plain: Vec<u8> =
                (0..size).map(|place| u8::try_from((place * 2_654_435_761) >> 7 & 0xff).unwrap()).collect();
            let bytes = deflate(&plain).unwrap();
            assert_eq!(inflate_part(&bytes, size as u64).unwrap(), plain, "{size}");
        }
    }
}
