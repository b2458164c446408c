//! Errors of carts.

use regulars_purchases::RecordCartError;

use crate::error::{ApiError, Invalid};

impl From<RecordCartError> for ApiError {
    fn from(error: RecordCartError) -> Self {
        match error {
            RecordCartError::Problems(problems) => {
                let mut invalid = Invalid::default();
                for problem in problems {
                    invalid.add(problem.place.to_string(), "invalid", problem.reason.to_string());
                }
                invalid.into()
            }
            RecordCartError::UnknownCustomer => Self::not_found_at("/identify/customer_id", "customer"),
            RecordCartError::Store(error) => error.into(),
        }
    }
}
