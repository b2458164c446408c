//! Errors of the use cases about who was invited by whom, and of registering with what belongs to it.

use regulars_flows::{CreateInvitedCustomerError, InvitationError, RegistrationError};
use regulars_loyalty::{JoinError, ObtainCodeError};

use crate::error::{ApiError, Code};

impl From<ObtainCodeError> for ApiError {
    fn from(error: ObtainCodeError) -> Self {
        match error {
            ObtainCodeError::Left => Self::new(Code::Conflict, error.to_string()).with("reason", "left"),
            ObtainCodeError::Store(error) => error.into(),
        }
    }
}

impl From<InvitationError> for ApiError {
    fn from(error: InvitationError) -> Self {
        let reason = match error {
            InvitationError::UnknownCode => {
                return Self::invalid_field("/referral_code", "not_found", error.to_string());
            }
            InvitationError::Closed => "referral_closed",
            InvitationError::SelfReferral => "self_referral",
            InvitationError::AlreadyRegistered => "already_registered",
            InvitationError::Store(error) => return error.into(),
        };
        let detail = error.to_string();
        let problem = Self::new(Code::Conflict, detail.clone()).with("reason", reason);
        problem.with_field("/referral_code", "does_not_fit", detail)
    }
}

impl From<CreateInvitedCustomerError> for ApiError {
    fn from(error: CreateInvitedCustomerError) -> Self {
        match error {
            CreateInvitedCustomerError::Invitation(error) => error.into(),
            CreateInvitedCustomerError::Create(error) => error.into(),
            CreateInvitedCustomerError::Store(error) => error.into(),
        }
    }
}

impl From<RegistrationError> for ApiError {
    fn from(error: RegistrationError) -> Self {
        match error {
            RegistrationError::Invitation(error) => error.into(),
            RegistrationError::Register(error) => error.into(),
            RegistrationError::Join { index, error: JoinError::UnknownProgramme } => {
                Self::not_found_at(&format!("/programmes/{index}/programme_id"), "programme")
            }
            RegistrationError::Join { index, error } => {
                Self::from(error).below(&format!("/programmes/{index}"))
            }
            RegistrationError::Store(error) => error.into(),
        }
    }
}
