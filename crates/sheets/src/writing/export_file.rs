//! A file that was written in parts, put together as it is sent: a workbook is an archive whose sheets are the parts one after
//! the other. Styles, headings and everything else in it come from the library; only rows are written here.

use std::io::{Cursor, Read};

use crc32fast::Hasher;
use regulars_interchange::{ExportFormat, ExportHeading, OutCell, PartOutline};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use zip::ZipArchive;

use super::export_part::{TextStyle, deflate, push_line, too_large};
use super::write_error::SheetWriteError;

/// What comes next in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePiece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What the part holds, as it is kept.
    KeptPart(PartOutline),
    /// What the part holds, unfolded.
    PlainPart(PartOutline),
}

impl FilePiece {
    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::KeptPart(part) => part.kept,
            Self::PlainPart(part) => part.length,
        }
    }
}

/// The pieces of a file in their order.
pub fn lay_out(
    format: ExportFormat,
    headings: &[ExportHeading],
    parts: &[PartOutline],
) -> Result<Vec<FilePiece>, SheetWriteError> {
    match format {
        ExportFormat::Csv => {
            // Excel takes a text without this mark for one of its own code page.
            let mut text = "\u{feff}".to_owned();
            let above: Vec<OutCell> =
                headings.iter().map(|heading| OutCell::Text(heading.text.clone())).collect();
            push_line(&mut text, &above)?;
            let parts = parts.iter().map(|part| FilePiece::PlainPart(*part));
            Ok(std::iter::once(FilePiece::Bytes(text.into_bytes())).chain(parts).collect())
        }
        ExportFormat::Xlsx => lay_out_workbook(headings, parts),
    }
}

/// The style of texts in the workbooks that [`lay_out`] makes.
pub fn text_style(headings: &[ExportHeading]) -> Result<TextStyle, SheetWriteError> {
    let entries = entries_of(&skeleton(headings, 1)?)?;
    let sheet = entries.iter().find(|entry| entry.name == sheet_name(0)).ok_or_else(unexpected)?;
    Sheet::of(&sheet.plain).map(|sheet| sheet.style)
}

fn sheet_name(sheet: u32) -> String {
    format!("xl/worksheets/sheet{}.xml", sheet + 1)
}

fn unexpected() -> SheetWriteError {
    SheetWriteError("the library writes workbooks in another way".to_owned())
}

/// A workbook with headings, and a second row of one empty cell that shows the style of texts.
fn skeleton(headings: &[ExportHeading], sheets: u32) -> Result<Vec<u8>, SheetWriteError> {
    let mut workbook = Workbook::new();
    // Otherwise it is the present instant, and the file would be another one each time that it is put together.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold().set_num_format("@");
    for _ in 0..sheets {
        let page = workbook.add_worksheet();
        for (index, heading) in (0..).zip(headings) {
            if !heading.is_number {
                page.set_column_format(index, &text)?;
            }
            page.set_column_width(index, heading.text.chars().count().clamp(10, 40) as f64 + 2.0)?;
            page.write_string_with_format(0, index, &heading.text, &bold)?;
        }
        page.write_blank(1, 0, &text)?;
        page.set_freeze_panes(1, 0)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Entry {
    name: String,
    plain: Vec<u8>,
}

fn entries_of(archive: &[u8]) -> Result<Vec<Entry>, SheetWriteError> {
    let failed = |error: zip::result::ZipError| SheetWriteError(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(failed)?;
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(failed)?;
        let name = entry.name().map_err(failed)?.into_owned();
        let mut plain = Vec::new();
        entry.read_to_end(&mut plain).map_err(|error| SheetWriteError(error.to_string()))?;
        entries.push(Entry { name, plain });
    }
    Ok(entries)
}

/// The text of a sheet around its rows.
struct Sheet<'a> {
    before: &'a str,
    behind: &'a str,
    style: TextStyle,
}

impl<'a> Sheet<'a> {
    fn of(xml: &'a [u8]) -> Result<Self, SheetWriteError> {
        const SAMPLE: &str = "<c r=\"A2\" s=\"";
        let xml = std::str::from_utf8(xml).map_err(|_| unexpected())?;
        let (before, sample) = xml.split_at(xml.find("<row r=\"2\"").ok_or_else(unexpected)?);
        let behind = sample.find("</sheetData>").and_then(|end| sample.get(end..)).ok_or_else(unexpected)?;
        let style = sample.find(SAMPLE).and_then(|start| sample.get(start + SAMPLE.len()..));
        let style = style.and_then(|style| style.split('"').next()?.parse().ok()).ok_or_else(unexpected)?;
        Ok(Self { before, behind, style: TextStyle(style) })
    }
}

fn lay_out_workbook(
    headings: &[ExportHeading],
    parts: &[PartOutline],
) -> Result<Vec<FilePiece>, SheetWriteError> {
    let sheets = parts.iter().map(|part| part.sheet + 1).max().unwrap_or(1);
    let mut archive = Archive::default();
    for entry in entries_of(&skeleton(headings, sheets)?)? {
        match (0..sheets).find(|sheet| sheet_name(*sheet) == entry.name) {
            None => archive.add(&entry.name, vec![Stretch::of(&entry.plain)?])?,
            Some(number) => {
                let sheet = Sheet::of(&entry.plain)?;
                let mut stretches = vec![Stretch::of(sheet.before.as_bytes())?];
                stretches.extend(parts.iter().filter(|part| part.sheet == number).map(Stretch::of_part));
                stretches.push(Stretch::of(sheet.behind.as_bytes())?);
                archive.add(&entry.name, stretches)?;
            }
        }
    }
    archive.finish()
}

/// A stretch of an entry.
struct Stretch {
    piece: FilePiece,
    length: u64,
    checksum: u32,
}

impl Stretch {
    fn of(plain: &[u8]) -> Result<Self, SheetWriteError> {
        let bytes = deflate(plain)?;
        Ok(Self {
            piece: FilePiece::Bytes(bytes),
            length: plain.len() as u64,
            checksum: crc32fast::hash(plain),
        })
    }

    const fn of_part(part: &PartOutline) -> Self {
        Self { piece: FilePiece::KeptPart(*part), length: part.length, checksum: part.checksum }
    }
}

/// The last block of a DEFLATE, with nothing in it.
const END_OF_STREAM: [u8; 2] = [0x03, 0x00];
/// The first of January 1980, the earliest instant of an archive: the same file each time that it is sent.
const TIMELESS: [u8; 4] = [0, 0, 0x21, 0];

/// An archive (PKWARE APPNOTE 6.3.3) of entries whose sizes are known before they are read.
#[derive(Default)]
struct Archive {
    pieces: Vec<FilePiece>,
    offset: u64,
    directory: Vec<u8>,
    entries: u16,
}

impl Archive {
    fn add(&mut self, name: &str, stretches: Vec<Stretch>) -> Result<(), SheetWriteError> {
        let mut checksum = Hasher::new();
        let (mut length, mut kept) = (0_u64, END_OF_STREAM.len() as u64);
        for stretch in &stretches {
            checksum.combine(&Hasher::new_with_initial_len(stretch.checksum, stretch.length));
            length += stretch.length;
            kept += stretch.piece.size();
        }
        let short = |number: u64| u32::try_from(number).map_err(|_| too_large());
        let name_length = u16::try_from(name.len()).map_err(|_| too_large())?;
        let mut shared = Vec::with_capacity(26);
        // Version 2.0, names in UTF-8, DEFLATE.
        for number in [20_u16, 0x0800, 8] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        shared.extend_from_slice(&TIMELESS);
        for number in [checksum.finalize(), short(kept)?, short(length)?] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        shared.extend_from_slice(&name_length.to_le_bytes());
        shared.extend_from_slice(&[0, 0]);
        let local = [b"PK\x03\x04", shared.as_slice(), name.as_bytes()].concat();
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&20_u16.to_le_bytes());
        self.directory.extend_from_slice(&shared);
        // No comment, disk 0, no attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&short(self.offset)?.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or_else(too_large)?;
        self.push(FilePiece::Bytes(local));
        for stretch in stretches {
            self.push(stretch.piece);
        }
        self.push(FilePiece::Bytes(END_OF_STREAM.to_vec()));
        Ok(())
    }

    fn push(&mut self, piece: FilePiece) {
        self.offset += piece.size();
        self.pieces.push(piece);
    }

    fn finish(mut self) -> Result<Vec<FilePiece>, SheetWriteError> {
        let (size, offset) = (self.directory.len() as u64, self.offset);
        let mut end = std::mem::take(&mut self.directory);
        end.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        end.extend_from_slice(&self.entries.to_le_bytes());
        end.extend_from_slice(&self.entries.to_le_bytes());
        for number in [size, offset] {
            end.extend_from_slice(&u32::try_from(number).map_err(|_| too_large())?.to_le_bytes());
        }
        end.extend_from_slice(&[0, 0]);
        self.push(FilePiece::Bytes(end));
        Ok(self.pieces)
    }
}
