//! Errors of the use cases about exports.

use regulars_flows::{BeginExportError, WithdrawExportError};

use crate::error::{ApiError, Code};

impl From<BeginExportError> for ApiError {
    fn from(error: BeginExportError) -> Self {
        match error {
            BeginExportError::TooMany => Self::new(Code::Conflict, error.to_string()),
            BeginExportError::Store(error) => error.into(),
        }
    }
}

impl From<WithdrawExportError> for ApiError {
    fn from(error: WithdrawExportError) -> Self {
        match error {
            WithdrawExportError::UnknownExport => Self::not_found("export"),
            WithdrawExportError::Store(error) => error.into(),
        }
    }
}
