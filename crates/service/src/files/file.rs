//! A file that is attached to a customer.

use regulars_kernel::{Actor, CustomerFileId, CustomerId, Instant, Label, Personal, named};

named! {
    /// What a file is. Nothing that a browser or an office program would run is among them.
    FileKind {
        /// PDF.
        Pdf = "pdf",
        /// An image in PNG.
        Png = "png",
        /// An image in JPEG.
        Jpeg = "jpeg",
        /// An image in WebP.
        Webp = "webp",
        /// Plain text.
        Text = "text",
        /// A table in CSV.
        Csv = "csv",
        /// A text of a word processor (Office Open XML), without macros.
        Docx = "docx",
        /// A spreadsheet (Office Open XML), without macros.
        Xlsx = "xlsx",
        /// A text of a word processor (OpenDocument).
        Odt = "odt",
        /// A spreadsheet (OpenDocument).
        Ods = "ods",
    }
}

impl FileKind {
    /// The kind that names with this ending are of, in whatever case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            "txt" => Self::Text,
            "csv" => Self::Csv,
            "docx" => Self::Docx,
            "xlsx" => Self::Xlsx,
            "odt" => Self::Odt,
            "ods" => Self::Ods,
            _ => return None,
        })
    }

    /// The kind that the name says.
    pub fn of_name(name: &str) -> Option<Self> {
        name.rsplit_once('.').and_then(|(_, ending)| Self::of_ending(ending))
    }

    /// Its media type (RFC 6838).
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

/// A file that is on record. Its content is kept apart from this, sealed with the customer's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerFile {
    /// Its id.
    pub id: CustomerFileId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is called, with the ending of its kind.
    pub name: Personal<Label>,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: u64,
    /// Who attached it.
    pub added_by: Actor,
    /// When it was attached.
    pub created_at: Instant,
    /// When it was last renamed.
    pub updated_at: Instant,
}

impl CustomerFile {
    /// How many files a customer can have.
    pub const MOST: u64 = 100;
    /// How many bytes all files of a customer can have together: 50 MiB.
    pub const MOST_BYTES: u64 = 50 << 20;
}
