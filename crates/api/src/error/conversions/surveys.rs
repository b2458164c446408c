//! Errors of the use cases about surveys.

use regulars_surveys::{ChangeSurveyError, CreateSurveyError, DeleteSurveyError, InviteCustomerError};

use super::deletion::in_use;
use crate::error::{ApiError, Code};

impl From<CreateSurveyError> for ApiError {
    fn from(error: CreateSurveyError) -> Self {
        match error {
            CreateSurveyError::ClosesInThePast => {
                Self::invalid_field("/closes_at", "past", error.to_string())
            }
            CreateSurveyError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeSurveyError> for ApiError {
    fn from(error: ChangeSurveyError) -> Self {
        match error {
            ChangeSurveyError::IllegalMove { .. } => Self::new(Code::Conflict, error.to_string()),
            ChangeSurveyError::ClosesInThePast => {
                Self::invalid_field("/closes_at", "past", error.to_string())
            }
            ChangeSurveyError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteSurveyError> for ApiError {
    fn from(error: DeleteSurveyError) -> Self {
        match error {
            DeleteSurveyError::Asked => Self::new(Code::Conflict, error.to_string()),
            DeleteSurveyError::InUse(users) => in_use("survey", &users),
            DeleteSurveyError::Store(error) => error.into(),
        }
    }
}

impl From<InviteCustomerError> for ApiError {
    fn from(error: InviteCustomerError) -> Self {
        match error {
            InviteCustomerError::UnknownSurvey => Self::not_found("survey"),
            InviteCustomerError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            InviteCustomerError::UnknownPurchase => Self::not_found_at("/purchase_id", "purchase"),
            InviteCustomerError::PurchaseOfAnother => {
                Self::invalid_field("/purchase_id", "does_not_fit", error.to_string())
            }
            InviteCustomerError::NotOpen | InviteCustomerError::Restricted => {
                Self::new(Code::Conflict, error.to_string())
            }
            InviteCustomerError::Store(error) => error.into(),
        }
    }
}
