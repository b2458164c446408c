//! What a packed file unfolds to, before anybody unfolds it.
//!
//! The libraries that read workbooks hold tables of texts and whole text nodes in memory and know no bound. What an entry says
//! about its own size is a claim of whoever wrote it, so each is unfolded once here, into nothing, and counted.

use std::io::{Cursor, Read};

use regulars_interchange::{FileKind, FileProblem};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most entries.
const MOST_ENTRIES: usize = 2_000;
/// The most bytes of a sheet, which is read as it comes.
const MOST_OF_A_SHEET: u64 = 512 << 20;
/// The most bytes of what is held in memory as a whole: shared texts, formats, the content of an open document.
const MOST_HELD: u64 = 48 << 20;
/// The most bytes of an entry that is no XML, such as a picture.
const MOST_OF_A_PICTURE: u64 = 16 << 20;
/// The most bytes of all entries.
const MOST_IN_ALL: u64 = 640 << 20;
/// The most bytes between two tags: a cell has at most 32,767 characters, each at most six bytes as it is escaped.
const LONGEST_TEXT: usize = 1 << 20;

/// Which kind of sheet an archive is. Everything in it has been unfolded and is within bounds.
pub(crate) fn kind_of(bytes: &[u8]) -> Result<FileKind, FileProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Unreadable)?;
    if archive.len() > MOST_ENTRIES {
        return Err(FileProblem::TooLargeUnpacked);
    }
    let (mut in_all, mut kind) = (0, None);
    for index in 0..archive.len() {
        let entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(FileProblem::Locked);
            }
            Err(_) => return Err(FileProblem::Unreadable),
        };
        let name = entry.name().map_err(|_| FileProblem::Unreadable)?.into_owned();
        match name.as_str() {
            "xl/workbook.xml" => kind = Some(FileKind::Xlsx),
            "content.xml" => kind = Some(FileKind::Ods),
            _ => {}
        }
        in_all += weigh(entry, &name)?;
        if in_all > MOST_IN_ALL {
            return Err(FileProblem::TooLargeUnpacked);
        }
    }
    kind.ok_or(FileProblem::Unreadable)
}

/// Unfolds an entry into nothing and gives its size.
fn weigh(mut entry: impl Read, name: &str) -> Result<u64, FileProblem> {
    let is_sheet = name.starts_with("xl/worksheets/") && name.ends_with(".xml");
    let mut block = vec![0; 64 << 10];
    let (mut size, mut text, mut is_xml, mut before) = (0_u64, 0_usize, false, 0_u8);
    loop {
        let read = entry.read(&mut block).map_err(|_| FileProblem::Unreadable)?;
        let Some(part) = block.get(..read).filter(|part| !part.is_empty()) else { return Ok(size) };
        if size == 0 {
            // A text of two bytes a letter would hide its tags.
            if part.starts_with(&[0xff, 0xfe]) || part.starts_with(&[0xfe, 0xff]) {
                return Err(FileProblem::Unreadable);
            }
            is_xml = part.starts_with(b"<") || part.starts_with(&[0xef, 0xbb, 0xbf]);
        }
        size += read as u64;
        let most = match (is_xml, is_sheet) {
            (false, _) => MOST_OF_A_PICTURE,
            (true, true) => MOST_OF_A_SHEET,
            (true, false) => MOST_HELD,
        };
        if size > most {
            return Err(FileProblem::TooLargeUnpacked);
        }
        if is_xml {
            for byte in part {
                // Nobody who writes sheets writes declarations, comments or raw sections; they would be held as a whole.
                if before == b'<' && *byte == b'!' {
                    return Err(FileProblem::Unreadable);
                }
                text = if *byte == b'<' { 0 } else { text + 1 };
                if text > LONGEST_TEXT {
                    return Err(FileProblem::TooLargeUnpacked);
                }
                before = *byte;
            }
        }
    }
}
