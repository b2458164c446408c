//! Errors of the use cases about bulk accruals.

use regulars_flows::{CancelAccrualError, DecideAccrualError, RequestAccrualError, UndoAccrualError};

use crate::error::{ApiError, Code};

impl From<RequestAccrualError> for ApiError {
    fn from(error: RequestAccrualError) -> Self {
        let detail = error.to_string();
        match error {
            RequestAccrualError::UnknownProgramme => Self::not_found("programme"),
            RequestAccrualError::NotActive(_) => {
                Self::new(Code::Conflict, detail).with("reason", "not_active")
            }
            RequestAccrualError::UnknownPointType => Self::invalid_field("/point_type", "unknown", detail),
            RequestAccrualError::OutOfRange | RequestAccrualError::TooMuch => {
                Self::invalid_field("/points", "invalid", detail)
            }
            RequestAccrualError::Past => Self::invalid_field("/run_at", "past", detail),
            RequestAccrualError::Expired => Self::invalid_field("/expires_at", "past", detail),
            RequestAccrualError::UnknownCustomers => Self::not_found_at("/audience/customer_ids", "customer"),
            RequestAccrualError::Audience(error) => error.into(),
            RequestAccrualError::Store(error) => error.into(),
        }
    }
}

impl From<DecideAccrualError> for ApiError {
    fn from(error: DecideAccrualError) -> Self {
        let detail = error.to_string();
        let conflict = |reason: &str| Self::new(Code::Conflict, detail.clone()).with("reason", reason);
        match error {
            DecideAccrualError::Unknown => Self::not_found("accrual"),
            DecideAccrualError::NotWaiting(state) => conflict(state.name()),
            DecideAccrualError::SamePerson => conflict("same_person"),
            DecideAccrualError::CannotBegin(halt) => conflict(halt.name()),
            DecideAccrualError::Store(error) => error.into(),
        }
    }
}

impl From<CancelAccrualError> for ApiError {
    fn from(error: CancelAccrualError) -> Self {
        let detail = error.to_string();
        match error {
            CancelAccrualError::Unknown => Self::not_found("accrual"),
            CancelAccrualError::HasEnded(state) => {
                Self::new(Code::Conflict, detail).with("reason", state.name())
            }
            CancelAccrualError::OtherJob => Self::new(Code::Conflict, detail),
            CancelAccrualError::Store(error) => error.into(),
        }
    }
}

impl From<UndoAccrualError> for ApiError {
    fn from(error: UndoAccrualError) -> Self {
        let detail = error.to_string();
        match error {
            UndoAccrualError::Unknown => Self::not_found("accrual"),
            UndoAccrualError::NotOver(state) => {
                Self::new(Code::Conflict, detail).with("reason", state.name())
            }
            UndoAccrualError::NothingGiven => {
                Self::new(Code::Conflict, detail).with("reason", "nothing_given")
            }
            UndoAccrualError::AboveLimit => Self::new(Code::Forbidden, detail).with("reason", "above_limit"),
            UndoAccrualError::Store(error) => error.into(),
        }
    }
}
