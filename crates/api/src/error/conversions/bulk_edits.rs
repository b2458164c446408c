//! Errors of the use cases about bulk edits.

use regulars_customers::{ChangeFault, FaultyChange};
use regulars_flows::{BeginBulkEditError, CancelBulkEditError, UndoBulkEditError};

use super::customers::code_of;
use crate::error::{ApiError, Code, Invalid};

impl From<BeginBulkEditError> for ApiError {
    fn from(error: BeginBulkEditError) -> Self {
        match error {
            BeginBulkEditError::Changes(faults) => faulty_changes(&faults),
            BeginBulkEditError::UnknownCustomers(places) => {
                let error = Self::not_found("customer");
                let detail = error.detail.clone();
                let places = places.into_iter().take(Invalid::MOST);
                places.fold(error, |error, place| {
                    error.with_field(format!("/ids/{place}"), "not_found", detail.clone())
                })
            }
            BeginBulkEditError::Filter(error) => error.into(),
            BeginBulkEditError::Store(error) => error.into(),
        }
    }
}

impl From<UndoBulkEditError> for ApiError {
    fn from(error: UndoBulkEditError) -> Self {
        match error {
            UndoBulkEditError::UnknownEdit => Self::not_found("bulk edit"),
            UndoBulkEditError::StillRunning => Self::new(Code::Conflict, error.to_string()),
            UndoBulkEditError::Store(error) => error.into(),
        }
    }
}

impl From<CancelBulkEditError> for ApiError {
    fn from(error: CancelBulkEditError) -> Self {
        match error {
            CancelBulkEditError::UnknownEdit => Self::not_found("bulk edit"),
            CancelBulkEditError::NotAtWork => Self::new(Code::Conflict, error.to_string()),
            CancelBulkEditError::Store(error) => error.into(),
        }
    }
}

fn faulty_changes(faults: &[FaultyChange]) -> ApiError {
    let mut invalid = Invalid::default();
    for FaultyChange { pointer, fault } in faults {
        let code = match fault {
            ChangeFault::UnknownField | ChangeFault::UnknownTag(_) => "unknown",
            ChangeFault::NotInBulk => "read_only",
            ChangeFault::WrongType(_) => "wrong_type",
            ChangeFault::Attribute(fault) => code_of(fault),
            ChangeFault::TooManyTags => "too_many",
            ChangeFault::Nothing => "required",
            ChangeFault::Invalid(_) => "invalid",
            ChangeFault::TagsApart
            | ChangeFault::Twice
            | ChangeFault::ReplaceAlone
            | ChangeFault::AnotherDay => "does_not_fit",
        };
        invalid.add(format!("/changes{pointer}"), code, fault.to_string());
    }
    invalid.into()
}
