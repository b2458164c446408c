//! What a file is that people attach.

use crate::named;

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
