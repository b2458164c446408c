//! Errors of the use cases about consent.

use regulars_consent::{
    ListConsentsError, ObjectError, PublishConsentTextError, RecordConsentError, RestrictError,
};
use regulars_flows::RegisterMemberWithConsentsError;

use crate::error::ApiError;

impl From<RecordConsentError> for ApiError {
    fn from(error: RecordConsentError) -> Self {
        match error {
            RecordConsentError::UnknownCustomer => Self::not_found("customer"),
            RecordConsentError::Channel(error) => {
                Self::invalid_field("/channel", "invalid", error.to_string())
            }
            RecordConsentError::NoAddress => Self::invalid_field("/channel", "no_address", error.to_string()),
            RecordConsentError::InFuture => Self::invalid_field("/occurred_at", "invalid", error.to_string()),
            RecordConsentError::Store(error) => error.into(),
        }
    }
}

impl From<ListConsentsError> for ApiError {
    fn from(error: ListConsentsError) -> Self {
        match error {
            ListConsentsError::UnknownCustomer => Self::not_found("customer"),
            ListConsentsError::Store(error) => error.into(),
        }
    }
}

impl From<ObjectError> for ApiError {
    fn from(error: ObjectError) -> Self {
        match error {
            ObjectError::UnknownCustomer => Self::not_found("customer"),
            ObjectError::NoAddress => Self::invalid_field("/channel", "no_address", error.to_string()),
            ObjectError::Store(error) => error.into(),
        }
    }
}

impl From<RestrictError> for ApiError {
    fn from(error: RestrictError) -> Self {
        match error {
            RestrictError::UnknownCustomer => Self::not_found("customer"),
            RestrictError::Store(error) => error.into(),
        }
    }
}

impl From<PublishConsentTextError> for ApiError {
    fn from(error: PublishConsentTextError) -> Self {
        match error {
            PublishConsentTextError::Channel(error) => {
                Self::invalid_field("/channel", "invalid", error.to_string())
            }
            PublishConsentTextError::VersionReserved => {
                Self::invalid_field("/version", "invalid", error.to_string())
            }
            PublishConsentTextError::VersionTaken => Self::taken("/version", &error.to_string()),
            PublishConsentTextError::Store(error) => error.into(),
        }
    }
}

impl From<RegisterMemberWithConsentsError> for ApiError {
    fn from(error: RegisterMemberWithConsentsError) -> Self {
        match error {
            RegisterMemberWithConsentsError::Register(error) => error.into(),
            RegisterMemberWithConsentsError::Consent { index, error } => {
                Self::from(error).below(&format!("/consents/{index}"))
            }
        }
    }
}
