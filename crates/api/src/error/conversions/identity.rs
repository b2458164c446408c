//! Errors of the use cases about merchants, their staff and their terminals.

use regulars_flows::UpdateMerchantProfileError;
use regulars_identity::offer_pairing::OfferPairingError;
use regulars_identity::{
    CreateMerchantError, CreateUserError, PairTerminalError, SaveStoreError, SignInError,
    UpdateTerminalError, UpdateUserError,
};

use crate::error::{ApiError, Code};

impl From<CreateMerchantError> for ApiError {
    fn from(error: CreateMerchantError) -> Self {
        match error {
            CreateMerchantError::OwnerEmailTaken => Self::new(Code::Conflict, error.to_string()).with_field(
                "/owner/email",
                "taken",
                "another user signs in with this address",
            ),
            CreateMerchantError::Store(error) => error.into(),
        }
    }
}

impl From<CreateUserError> for ApiError {
    fn from(error: CreateUserError) -> Self {
        match error {
            CreateUserError::EmailTaken => Self::new(Code::Conflict, error.to_string()).with_field(
                "/email",
                "taken",
                "another user signs in with this address",
            ),
            CreateUserError::NotStaff(_) => Self::invalid_field("/role", "invalid", error.to_string()),
            CreateUserError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateUserError> for ApiError {
    fn from(error: UpdateUserError) -> Self {
        match error {
            UpdateUserError::LastOwner => Self::new(Code::Conflict, error.to_string()),
            UpdateUserError::NotStaff(_) => Self::invalid_field("/role", "invalid", error.to_string()),
            UpdateUserError::Store(error) => error.into(),
        }
    }
}

impl From<SaveStoreError> for ApiError {
    fn from(error: SaveStoreError) -> Self {
        match error {
            SaveStoreError::CodeTaken => Self::taken("/code", &error.to_string()),
            SaveStoreError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateMerchantProfileError> for ApiError {
    fn from(error: UpdateMerchantProfileError) -> Self {
        match error {
            UpdateMerchantProfileError::UnknownLogo => Self::not_found_at("/logo_media_id", "image"),
            UpdateMerchantProfileError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateTerminalError> for ApiError {
    fn from(error: UpdateTerminalError) -> Self {
        match error {
            UpdateTerminalError::UnknownStore => Self::not_found_at("/store_id", "store"),
            UpdateTerminalError::Store(error) => error.into(),
        }
    }
}

impl From<SignInError> for ApiError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::new(Code::Unauthorized, error.to_string()),
            SignInError::Store(error) => error.into(),
        }
    }
}

impl From<OfferPairingError> for ApiError {
    fn from(error: OfferPairingError) -> Self {
        match error {
            OfferPairingError::UnknownStore => Self::not_found_at("/store_id", "store"),
            OfferPairingError::UnknownTerminal => Self::not_found_at("/terminal_id", "terminal"),
            OfferPairingError::Store(error) => error.into(),
        }
    }
}

impl From<PairTerminalError> for ApiError {
    fn from(error: PairTerminalError) -> Self {
        match error {
            PairTerminalError::Refused => Self::new(Code::NotFound, error.to_string()),
            PairTerminalError::Store(error) => error.into(),
        }
    }
}
