//! Errors of the use cases about imports.

use regulars_flows::{BeginImportError, ChangeImportError, CommitImportError, UndoImportError};
use regulars_interchange::{RemapError, StoreMappingError};
use regulars_sheets::SheetWriteError;

use crate::error::{ApiError, Code};

impl From<BeginImportError> for ApiError {
    fn from(error: BeginImportError) -> Self {
        match error {
            BeginImportError::UnknownImport => Self::not_found("import"),
            BeginImportError::UnknownMapping => Self::not_found_at("/mapping_id", "mapping"),
            BeginImportError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeImportError> for ApiError {
    fn from(error: ChangeImportError) -> Self {
        match error {
            ChangeImportError::UnknownImport => Self::not_found("import"),
            ChangeImportError::UnknownMapping => Self::not_found_at("/mapping_id", "mapping"),
            ChangeImportError::WrongState(_) => Self::new(Code::Conflict, error.to_string()),
            ChangeImportError::Columns(RemapError::NoSuchColumn(position)) => {
                let pointer = format!("/columns/{position}/index");
                Self::invalid_field(&pointer, "invalid", RemapError::NoSuchColumn(position).to_string())
            }
            ChangeImportError::Columns(RemapError::Repeated(position)) => {
                let pointer = format!("/columns/{position}/field");
                Self::invalid_field(&pointer, "invalid", RemapError::Repeated(position).to_string())
            }
            ChangeImportError::Store(error) => error.into(),
        }
    }
}

impl From<CommitImportError> for ApiError {
    fn from(error: CommitImportError) -> Self {
        match error {
            CommitImportError::UnknownImport => Self::not_found("import"),
            CommitImportError::WrongState(_) => Self::new(Code::Conflict, error.to_string()),
            CommitImportError::Store(error) => error.into(),
        }
    }
}

impl From<StoreMappingError> for ApiError {
    fn from(error: StoreMappingError) -> Self {
        match error {
            StoreMappingError::RepeatedHeading(index) => {
                Self::invalid_field(&format!("/columns/{index}/heading"), "invalid", error.to_string())
            }
            StoreMappingError::RepeatedField(index) => {
                Self::invalid_field(&format!("/columns/{index}/field"), "invalid", error.to_string())
            }
            StoreMappingError::TooMany => Self::new(Code::Conflict, error.to_string()),
            StoreMappingError::Store(error) => error.into(),
        }
    }
}

impl From<UndoImportError> for ApiError {
    fn from(error: UndoImportError) -> Self {
        match error {
            UndoImportError::UnknownImport => Self::not_found("import"),
            UndoImportError::WrongState(_) => Self::new(Code::Conflict, error.to_string()),
            UndoImportError::Store(error) => error.into(),
        }
    }
}

impl From<SheetWriteError> for ApiError {
    fn from(error: SheetWriteError) -> Self {
        Self::defect(error.to_string())
    }
}
