//! Why a file is no table.

use regulars_kernel::named;

named! {
    /// Why a whole file was not read.
    FileProblem {
        /// Its bytes make no sense.
        Unreadable = "unreadable",
        /// It is locked with a password.
        Locked = "locked",
        /// It has no headings, or nothing below them.
        Empty = "empty",
        /// It has too many columns.
        TooManyColumns = "too_many_columns",
        /// It has too many rows.
        TooManyRows = "too_many_rows",
        /// Unpacked it is too large.
        TooLargeUnpacked = "too_large_unpacked",
        /// Its text is not of the encoding that it seems to be of.
        WrongEncoding = "wrong_encoding",
    }
}

impl FileProblem {
    /// What is wrong, in words.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Unreadable => "the file is damaged, or is no XLSX, XLS, ODS or CSV",
            Self::Locked => "the file is locked with a password",
            Self::Empty => "the file has no headings in its first row, or no row below them",
            Self::TooManyColumns => {
                "the file has more than 200 columns, or cells far to the right of the others"
            }
            Self::TooManyRows => "the file has more than 1,000,000 rows, or cells far below the others",
            Self::TooLargeUnpacked => "the file is too large when it is unpacked",
            Self::WrongEncoding => {
                "the text of the file is of no encoding that is known here: save it as UTF-8"
            }
        }
    }
}
