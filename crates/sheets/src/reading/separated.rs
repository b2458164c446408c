//! Texts with separators (RFC 4180 and its relatives), read within bounds: neither a record of a million cells nor a quotation
//! mark that nobody closes is held in memory.

use csv_core::ReadFieldResult;
use encoding_rs::{CoderResult, Decoder};
use regulars_interchange::{Cell, FileProblem, MAX_CELL_LENGTH, MAX_COLUMNS, StagedRow, unguarded};

use super::encoding::encoding_of;
use super::read::{ReadError, Take};
use super::separator::{separator_of, stated_separator};

/// How much is decoded at a time.
const BLOCK: usize = 64 << 10;
/// The most bytes that are kept of a cell: what it may hold, in letters of four bytes.
const KEPT: usize = MAX_CELL_LENGTH * 4 + 4;

/// Reads a text. Gives its separator and the name of its encoding.
pub(crate) fn read(bytes: &[u8], take: Take<'_>) -> Result<(char, String), ReadError> {
    let encoding = encoding_of(bytes);
    let mut blocks =
        Blocks { rest: bytes, decoder: encoding.new_decoder_with_bom_removal(), text: String::new() };
    blocks.decode()?;
    let (separator, begins_at) = match stated_separator(&blocks.text) {
        Some((separator, end)) => (separator, end),
        None => (separator_of(&blocks.text), 0),
    };
    let mut reader = CellReader::new(separator);
    let mut row = StagedRow { number: 1, cells: Vec::new() };
    let mut at = begins_at;
    loop {
        // A cell may end where a block does; only when no block follows has the text ended.
        if at >= blocks.text.len() {
            at = 0;
            blocks.decode()?;
        }
        let (next, used) = reader.next(blocks.text.as_bytes().get(at..).unwrap_or_default());
        at += used;
        match next {
            Next::Cell { text, ends_record } => {
                let cell = Cell::of(unguarded(text.trim()));
                // Empty cells to the right of all others are no columns.
                if row.cells.len() < MAX_COLUMNS {
                    row.cells.push(cell);
                } else if !cell.is_empty() {
                    return Err(FileProblem::TooManyColumns.into());
                }
                if ends_record {
                    let number = row.number + 1;
                    take(std::mem::replace(&mut row, StagedRow { number, cells: Vec::new() }))?;
                }
            }
            Next::More => {}
            Next::End => break,
        }
    }
    Ok((separator, encoding.name().to_owned()))
}

/// A text that is decoded block by block.
struct Blocks<'a> {
    rest: &'a [u8],
    decoder: Decoder,
    text: String,
}

impl Blocks<'_> {
    /// The next block; an empty one is the end.
    fn decode(&mut self) -> Result<(), FileProblem> {
        self.text.clear();
        if self.text.capacity() < BLOCK {
            self.text.reserve(BLOCK);
        }
        while self.text.is_empty() && !self.rest.is_empty() {
            let (result, read, had_errors) = self.decoder.decode_to_string(self.rest, &mut self.text, true);
            self.rest = self.rest.get(read..).unwrap_or_default();
            if had_errors || self.text.contains('\0') {
                return Err(FileProblem::WrongEncoding);
            }
            if result == CoderResult::InputEmpty {
                self.rest = &[];
            }
        }
        Ok(())
    }
}

/// What comes next in a text.
pub(crate) enum Next {
    /// A cell.
    Cell {
        /// What is written in it, as far as it is kept.
        text: String,
        /// Whether it is the last of its record.
        ends_record: bool,
    },
    /// The text has to go on.
    More,
    /// The text has ended.
    End,
}

/// Cuts a text into cells.
pub(crate) struct CellReader {
    reader: csv_core::Reader,
    cell: Vec<u8>,
    part: Vec<u8>,
}

impl CellReader {
    pub(crate) fn new(separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        let reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
        Self { reader, cell: Vec::new(), part: vec![0; 4 << 10] }
    }

    /// The next cell, and how much of `input` it took. No input at all means that the text has ended.
    pub(crate) fn next(&mut self, input: &[u8]) -> (Next, usize) {
        let mut used = 0;
        loop {
            let rest = input.get(used..).unwrap_or_default();
            if rest.is_empty() && !input.is_empty() {
                return (Next::More, used);
            }
            let (result, read, written) = self.reader.read_field(rest, &mut self.part);
            used += read;
            let room = KEPT.saturating_sub(self.cell.len()).min(written);
            self.cell.extend_from_slice(self.part.get(..room).unwrap_or_default());
            match result {
                ReadFieldResult::InputEmpty if input.is_empty() => return (Next::End, used),
                ReadFieldResult::InputEmpty => return (Next::More, used),
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    let text = String::from_utf8_lossy(&self.cell).into_owned();
                    self.cell.clear();
                    return (Next::Cell { text, ends_record: record_end }, used);
                }
                ReadFieldResult::End => return (Next::End, used),
            }
        }
    }
}
