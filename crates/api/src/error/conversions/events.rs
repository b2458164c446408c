//! Errors of custom events.

use regulars_purchases::RecordEventError;

use crate::error::{ApiError, Code};

impl From<RecordEventError> for ApiError {
    fn from(error: RecordEventError) -> Self {
        let detail = error.to_string();
        match error {
            RecordEventError::UnknownCustomer(named) => {
                Self::not_found_at(&format!("/identify/{named}"), "customer")
            }
            RecordEventError::TooOld | RecordEventError::TooEarly => {
                Self::invalid_field("/occurred_at", "invalid", detail)
            }
            RecordEventError::Conflict { .. } => {
                Self::new(Code::Conflict, detail).with("reason", "other_event")
            }
            RecordEventError::Store(error) => error.into(),
        }
    }
}
