//! Errors of the use cases about customers and tags.

use regulars_customers::{
    AssignTagError, AttributeFault, CreateAttributeError, CreateCustomerError, CreateTagError,
    FaultyAttribute, FaultyLimit, LimitFault, UpdateAttributeError, UpdateCustomerError, UpdateTagError,
};
use regulars_kernel::Label;
use serde_json::Value;

use crate::error::{ApiError, Code, Invalid};

impl From<CreateCustomerError> for ApiError {
    fn from(error: CreateCustomerError) -> Self {
        match error {
            CreateCustomerError::DataConsentMissing => {
                Self::invalid_field("/data_consent", "required", error.to_string())
            }
            CreateCustomerError::BirthDate(error) => born_when(&error),
            CreateCustomerError::Attributes(faults) => faulty_attributes(&faults),
            CreateCustomerError::TooManyAttributes(error) => {
                Self::invalid_field("/attributes", "too_many", error.to_string())
            }
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
            UpdateCustomerError::Birthday(error) => {
                Self::invalid_field("/birthday", "does_not_fit", error.to_string())
            }
            UpdateCustomerError::Attributes(faults) => faulty_attributes(&faults),
            UpdateCustomerError::TooManyAttributes(error) => {
                Self::invalid_field("/attributes", "too_many", error.to_string())
            }
            UpdateCustomerError::UnknownTags(names) => unknown_tags(&names),
            UpdateCustomerError::TooManyTags => Self::invalid_field("/tags", "invalid", error.to_string()),
            UpdateCustomerError::ExternalIdTaken => Self::taken("/external_id", &error.to_string()),
            UpdateCustomerError::Store(error) => error.into(),
        }
    }
}

impl From<AssignTagError> for ApiError {
    fn from(error: AssignTagError) -> Self {
        match error {
            AssignTagError::UnknownTag => Self::not_found("tag"),
            AssignTagError::Customer(error) => error.into(),
            AssignTagError::Store(error) => error.into(),
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

impl From<CreateAttributeError> for ApiError {
    fn from(error: CreateAttributeError) -> Self {
        match error {
            CreateAttributeError::Limit(fault) => faulty_limit(&fault),
            CreateAttributeError::KeyTaken => Self::taken("/key", &error.to_string()),
            CreateAttributeError::TooMany => Self::new(Code::Conflict, error.to_string()),
            CreateAttributeError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateAttributeError> for ApiError {
    fn from(error: UpdateAttributeError) -> Self {
        let detail = error.to_string();
        match error {
            UpdateAttributeError::Limit(fault) => faulty_limit(&fault),
            UpdateAttributeError::KeyTaken => Self::taken("/key", &detail),
            UpdateAttributeError::ValuesInUse(_) => {
                Self::new(Code::InUse, detail).with("users", Vec::<Value>::new())
            }
            UpdateAttributeError::Store(error) => error.into(),
        }
    }
}

fn faulty_limit(faulty: &FaultyLimit) -> ApiError {
    let code = match faulty.fault {
        LimitFault::OfAnotherType(_) => "does_not_fit",
        LimitFault::WrongType(_) => "wrong_type",
        LimitFault::Reversed | LimitFault::OutOfRange(..) | LimitFault::Options(_) => "invalid",
    };
    ApiError::invalid_field(&format!("/{}", faulty.field), code, faulty.fault.to_string())
}

/// Attributes do not fit their definitions.
pub(super) fn faulty_attributes(faults: &[FaultyAttribute]) -> ApiError {
    let mut invalid = Invalid::default();
    for FaultyAttribute { key, item, fault } in faults {
        let code = code_of(fault);
        let item = item.map_or_else(String::new, |item| format!("/{item}"));
        invalid.add(format!("/attributes/{}{item}", key.as_str()), code, fault.to_string());
    }
    invalid.into()
}

/// What a fault of an attribute is called.
pub(super) const fn code_of(fault: &AttributeFault) -> &'static str {
    match fault {
        AttributeFault::Unknown => "unknown",
        AttributeFault::WrongType(_) => "wrong_type",
        AttributeFault::WrongFormat(_) | AttributeFault::TooExact(_) => "wrong_format",
        AttributeFault::TooShort(_) => "too_short",
        AttributeFault::TooLong(_) => "too_long",
        AttributeFault::TooSmall(_) => "too_small",
        AttributeFault::TooLarge(_) => "too_large",
        AttributeFault::NoOption => "not_allowed",
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
