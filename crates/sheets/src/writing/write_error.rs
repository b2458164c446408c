//! Why a file was not written.

/// The library that writes the file failed.
#[derive(Debug, thiserror::Error)]
#[error("the file could not be written: {0}")]
pub struct SheetWriteError(pub(crate) String);

impl From<rust_xlsxwriter::XlsxError> for SheetWriteError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<csv::Error> for SheetWriteError {
    fn from(error: csv::Error) -> Self {
        Self(error.to_string())
    }
}
