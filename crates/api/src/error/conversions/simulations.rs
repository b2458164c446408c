//! Errors of the use cases about simulations with receipts of the past.

use regulars_flows::{CancelSimulationError, RequestSimulationError};

use crate::error::{ApiError, Code};

impl From<RequestSimulationError> for ApiError {
    fn from(error: RequestSimulationError) -> Self {
        let detail = error.to_string();
        match error {
            RequestSimulationError::UnknownProgramme => Self::not_found("programme"),
            RequestSimulationError::UnknownVersion => Self::not_found_at("/version", "version"),
            RequestSimulationError::NothingOther => Self::invalid_field("/earning_rules", "required", detail),
            RequestSimulationError::Days => Self::invalid_field("/days", "invalid", detail),
            RequestSimulationError::Rules => Self::invalid_field("/earning_rules", "invalid", detail),
            RequestSimulationError::UnknownPointType => {
                Self::invalid_field("/point_type", "not_found", detail)
            }
            RequestSimulationError::TooManyRunning => {
                Self::new(Code::Conflict, detail).with("reason", "running")
            }
            RequestSimulationError::Store(error) => error.into(),
        }
    }
}

impl From<CancelSimulationError> for ApiError {
    fn from(error: CancelSimulationError) -> Self {
        match error {
            CancelSimulationError::Unknown => Self::not_found("simulation"),
            CancelSimulationError::HasEnded(state) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", state.name())
            }
            CancelSimulationError::Store(error) => error.into(),
        }
    }
}
