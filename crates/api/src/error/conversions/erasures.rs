//! Errors of the use cases that erase customers and export what is known of them.

use regulars_flows::{BeginDataExportError, BeginDeletionError, CancelDeletionError, EraseCustomerError};

use crate::error::{ApiError, Code};

impl From<EraseCustomerError> for ApiError {
    fn from(error: EraseCustomerError) -> Self {
        match error {
            EraseCustomerError::UnknownCustomer => Self::not_found("customer"),
            EraseCustomerError::Quota(error) => Self::defect(error.to_string()),
            EraseCustomerError::Store(error) => error.into(),
        }
    }
}

impl From<BeginDataExportError> for ApiError {
    fn from(error: BeginDataExportError) -> Self {
        match error {
            BeginDataExportError::UnknownCustomer => Self::not_found("customer"),
            BeginDataExportError::TooMany => Self::new(Code::Conflict, error.to_string()),
            BeginDataExportError::Store(error) => error.into(),
        }
    }
}

impl From<BeginDeletionError> for ApiError {
    fn from(error: BeginDeletionError) -> Self {
        match error {
            BeginDeletionError::Filter(error) => error.into(),
            BeginDeletionError::UnknownCustomer => Self::not_found("customer"),
            BeginDeletionError::Store(error) => error.into(),
        }
    }
}

impl From<CancelDeletionError> for ApiError {
    fn from(error: CancelDeletionError) -> Self {
        match error {
            CancelDeletionError::UnknownDeletion => Self::not_found("erasure"),
            CancelDeletionError::Done => Self::new(Code::Conflict, error.to_string()),
            CancelDeletionError::Store(error) => error.into(),
        }
    }
}
