//! Errors of the use cases that ask for a confirmation.

use regulars_consent::{Blocked, RequestOptInError};
use regulars_flows::{CreateCustomerAndAskError, RequestOptInMailError, RequestRegularError};

use crate::error::{ApiError, Code};

fn blocked(reason: Blocked) -> ApiError {
    ApiError::new(Code::Conflict, reason.to_string()).with("reason", reason.name())
}

impl From<RequestOptInMailError> for ApiError {
    fn from(error: RequestOptInMailError) -> Self {
        match error {
            RequestOptInMailError::Request(RequestOptInError::UnknownCustomer) => Self::not_found("customer"),
            RequestOptInMailError::Request(RequestOptInError::UnknownText) => {
                Self::not_found_at("/consent_text_id", "consent text about advertising by e-mail")
            }
            RequestOptInMailError::Request(RequestOptInError::Blocked(reason)) => blocked(reason),
            RequestOptInMailError::Request(RequestOptInError::Store(error)) => error.into(),
            RequestOptInMailError::CannotLeave(hindrance) => hindrance.into(),
        }
    }
}

impl From<CreateCustomerAndAskError> for ApiError {
    fn from(error: CreateCustomerAndAskError) -> Self {
        match error {
            CreateCustomerAndAskError::Create(error) => error.into(),
            CreateCustomerAndAskError::Ask(RequestOptInMailError::Request(RequestOptInError::Blocked(
                reason @ (Blocked::NoAddress | Blocked::Suppressed | Blocked::OptInLimit),
            ))) => Self::invalid_field("/send_opt_in", reason.name(), reason.to_string()),
            CreateCustomerAndAskError::Ask(error) => error.into(),
        }
    }
}

impl From<RequestRegularError> for ApiError {
    fn from(error: RequestRegularError) -> Self {
        match error {
            RequestRegularError::UnknownPurchase => Self::not_found("purchase"),
            RequestRegularError::NotAMember => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "not_a_member")
            }
            RequestRegularError::AlreadyRegular => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "already_regular")
            }
            RequestRegularError::Blocked(reason) => blocked(reason),
            RequestRegularError::CannotLeave(hindrance) => hindrance.into(),
            RequestRegularError::Store(error) => error.into(),
        }
    }
}
