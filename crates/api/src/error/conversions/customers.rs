//! Errors of the use cases about customers and tags.

use regulars_customers::{CreateCustomerError, CreateTagError, UpdateCustomerError, UpdateTagError};
use regulars_kernel::Label;

use crate::error::{ApiError, Code, Invalid};

impl From<CreateCustomerError> for ApiError {
    fn from(error: CreateCustomerError) -> Self {
        match error {
            CreateCustomerError::DataConsentMissing => {
                Self::invalid_field("/data_consent", "required", error.to_string())
            }
            CreateCustomerError::BirthDate(error) => born_when(&error),
            CreateCustomerError::UnknownTags(names) => unknown_tags(&names),
            CreateCustomerError::TooManyTags => Self::invalid_field("/tags", "invalid", error.to_string()),
            CreateCustomerError::ExternalIdTaken => Self::taken("/external_id", &error.to_string()),
            CreateCustomerError::MemberTaken => Self::new(Code::Conflict, error.to_string()),
            CreateCustomerError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateCustomerError> for ApiError {
    fn from(error: UpdateCustomerError) -> Self {
        match error {
            UpdateCustomerError::UnknownCustomer => Self::not_found("customer"),
            UpdateCustomerError::BirthDate(error) => born_when(&error),
            UpdateCustomerError::Attributes(error) => {
                Self::invalid_field("/attributes", "invalid", error.to_string())
            }
            UpdateCustomerError::UnknownTags(names) => unknown_tags(&names),
            UpdateCustomerError::TooManyTags => Self::invalid_field("/tags", "invalid", error.to_string()),
            UpdateCustomerError::ExternalIdTaken => Self::taken("/external_id", &error.to_string()),
            UpdateCustomerError::Store(error) => error.into(),
        }
    }
}

impl From<CreateTagError> for ApiError {
    fn from(error: CreateTagError) -> Self {
        match error {
            CreateTagError::NameTaken => Self::taken("/name", &error.to_string()),
            CreateTagError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateTagError> for ApiError {
    fn from(error: UpdateTagError) -> Self {
        match error {
            UpdateTagError::UnknownTag => Self::not_found("tag"),
            UpdateTagError::NameTaken => Self::taken("/name", &error.to_string()),
            UpdateTagError::Store(error) => error.into(),
        }
    }
}

/// The date of birth does not fit.
pub(super) fn born_when(error: &regulars_customers::BirthDateOutOfRange) -> ApiError {
    ApiError::invalid_field("/birth_date", "invalid", error.to_string())
}

fn unknown_tags(names: &[Label]) -> ApiError {
    let mut invalid = Invalid::default();
    for name in names {
        invalid.add("/tags", "unknown", format!("there is no tag named {:?}", name.as_str()));
    }
    invalid.into()
}
