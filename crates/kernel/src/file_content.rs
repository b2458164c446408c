//! The content of a file, looked at before anything is kept.

use std::fmt;

use crate::{FileKind, Label};

/// Bytes that are what the name of their file says.
#[derive(Clone, PartialEq, Eq)]
pub struct FileContent {
    kind: FileKind,
    bytes: Vec<u8>,
}

impl fmt::Debug for FileContent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FileContent").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Why bytes are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidFile {
    /// There are none.
    #[error("is empty")]
    Empty,
    /// There are too many.
    #[error("must have at most 10 MiB")]
    TooLarge,
    /// Files of that kind are not taken.
    #[error("must be a .pdf, .png, .jpg, .jpeg, .webp, .txt, .csv, .docx, .xlsx, .odt or .ods")]
    OtherKind,
    /// The content is not what the name says.
    #[error("is no {0}, whatever its name says")]
    NotWhatItSays(FileKind),
    /// It carries a program.
    #[error("has macros")]
    HasMacros,
}

impl FileContent {
    /// The most bytes of a file: 10 MiB.
    pub const MOST_BYTES: usize = 10 << 20;

    /// Takes the bytes of a file with that name.
    pub fn new(name: &Label, bytes: Vec<u8>) -> Result<Self, InvalidFile> {
        let kind = FileKind::of_name(name.as_str()).ok_or(InvalidFile::OtherKind)?;
        if bytes.is_empty() {
            return Err(InvalidFile::Empty);
        }
        if bytes.len() > Self::MOST_BYTES {
            return Err(InvalidFile::TooLarge);
        }
        if !is(kind, &bytes) {
            return Err(InvalidFile::NotWhatItSays(kind));
        }
        if has_macros(kind, &bytes) {
            return Err(InvalidFile::HasMacros);
        }
        Ok(Self { kind, bytes })
    }

    /// What it is.
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// How many bytes there are.
    pub const fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Whether bytes are of a kind, as far as their beginning and the names inside of them tell.
fn is(kind: FileKind, bytes: &[u8]) -> bool {
    const ZIP: &[u8] = b"PK\x03\x04";
    /// Where the name and the content of the first entry of a ZIP begin.
    const FIRST_ENTRY: usize = 30;
    let opendocument = |kind: &str| {
        let first = format!("mimetypeapplication/vnd.oasis.opendocument.{kind}");
        bytes.starts_with(ZIP)
            && bytes.get(FIRST_ENTRY..).is_some_and(|rest| rest.starts_with(first.as_bytes()))
    };
    match kind {
        FileKind::Pdf => bytes.starts_with(b"%PDF-"),
        FileKind::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        FileKind::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
        FileKind::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(&b"WEBP"[..]),
        FileKind::Text | FileKind::Csv => is_text(bytes),
        FileKind::Docx => bytes.starts_with(ZIP) && has(bytes, b"word/document.xml"),
        FileKind::Xlsx => bytes.starts_with(ZIP) && has(bytes, b"xl/workbook."),
        FileKind::Odt => opendocument("text"),
        FileKind::Ods => opendocument("spreadsheet"),
    }
}

/// Whether there are parts in which a kind of file carries programs, as far as the names of its parts tell.
fn has_macros(kind: FileKind, bytes: &[u8]) -> bool {
    match kind {
        // Office tells no letter case apart in the names of parts (ECMA-376 part 2, section 6.2.2).
        FileKind::Docx | FileKind::Xlsx => {
            const PART: &[u8] = b"vbaproject.bin";
            bytes.windows(PART.len()).any(|window| window.eq_ignore_ascii_case(PART))
        }
        FileKind::Odt | FileKind::Ods => {
            [&b"Basic/"[..], b"Scripts/"].into_iter().any(|part| has(bytes, part))
        }
        FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp | FileKind::Text | FileKind::Csv => {
            false
        }
    }
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        text.chars().all(|letter| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r' | '\u{c}'))
    })
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(name: &str, bytes: &[u8]) -> Result<FileKind, InvalidFile> {
        FileContent::new(&name.parse().unwrap(), bytes.to_vec()).map(|content| content.kind())
    }

    fn zip(inside: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(30, 0);
        bytes.extend_from_slice(inside.as_bytes());
        bytes
    }

    #[test]
    fn a_file_is_what_its_name_and_its_bytes_say() {
        for (name, bytes, kind) in [
            ("Ugovor.PDF", b"%PDF-1.7\n".to_vec(), FileKind::Pdf),
            ("slika.jpg", b"\xff\xd8\xff\xe0".to_vec(), FileKind::Jpeg),
            ("slika.jpeg", b"\xff\xd8\xff\xe0".to_vec(), FileKind::Jpeg),
            ("slika.png", b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Png),
            ("slika.webp", b"RIFF\x01\x02\x03\x04WEBP".to_vec(), FileKind::Webp),
            ("beleška.txt", "Šta je rekla\n".into(), FileKind::Text),
            ("mere.csv", "šifra;broj\n1;38\n".into(), FileKind::Csv),
            ("ponuda.docx", zip("word/document.xml"), FileKind::Docx),
            ("mere.xlsx", zip("xl/workbook.xml"), FileKind::Xlsx),
            ("ponuda.odt", zip("mimetypeapplication/vnd.oasis.opendocument.text"), FileKind::Odt),
            ("mere.ods", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), FileKind::Ods),
        ] {
            assert_eq!(taken(name, &bytes), Ok(kind), "{name}");
            let other = if kind == FileKind::Png { b"%PDF-".to_vec() } else { b"\x89PNG\r\n\x1a\n".to_vec() };
            assert_eq!(taken(name, &other), Err(InvalidFile::NotWhatItSays(kind)), "{name}");
        }
    }

    #[test]
    fn what_could_be_run_is_not_taken() {
        for name in ["a.html", "a.svg", "a.exe", "a.js", "a.docm", "pdf", "a.pdf.exe", "a."] {
            assert_eq!(taken(name, b"%PDF-"), Err(InvalidFile::OtherKind), "{name}");
        }
        assert_eq!(
            taken("a.docx", &zip("word/document.xml word/vbaProject.bin")),
            Err(InvalidFile::HasMacros)
        );
        for (name, inside) in [
            ("a.docx", "word/document.xml word/VBAPROJECT.BIN"),
            ("a.odt", "mimetypeapplication/vnd.oasis.opendocument.text Basic/Standard/Module1.xml"),
            ("a.ods", "mimetypeapplication/vnd.oasis.opendocument.spreadsheet Scripts/python/a.py"),
        ] {
            assert_eq!(taken(name, &zip(inside)), Err(InvalidFile::HasMacros), "{inside}");
        }
        assert_eq!(taken("a.txt", b"\x7fELF\x02\x01\x00"), Err(InvalidFile::NotWhatItSays(FileKind::Text)));
    }

    #[test]
    fn a_file_has_one_byte_to_ten_mebibytes() {
        assert_eq!(taken("a.txt", b""), Err(InvalidFile::Empty));
        assert_eq!(taken("a.txt", &vec![b'a'; FileContent::MOST_BYTES]), Ok(FileKind::Text));
        assert_eq!(taken("a.txt", &vec![b'a'; FileContent::MOST_BYTES + 1]), Err(InvalidFile::TooLarge));
    }
}
